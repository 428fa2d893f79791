import { oc } from '@orpc/contract'
import { declaredErrors } from './errors'

/** The start of every procedure: all declared errors are part of its type. */
export const procedure = oc.errors(declaredErrors)
