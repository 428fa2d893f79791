import { ORPCError } from '@orpc/client'
import { declaredErrors, type DeclaredErrorCode } from '../contract/errors'
import type { Refusal } from './refusal'

/** What was sent is no call at all: not JSON, another content type, a method or a shape that no screen sends. */
export const malformed = '请求的格式不对，没有办理。库里没有变动，刷新页面后重试。'
export const unknownProcedure = '没有这个功能，没有办理。库里没有变动，刷新页面后重试；程序刚升级过的，请重新打开。'

/** A declared error as an answer carries it. `status` where the carrier has a truer one than the contract's. */
export const declared = (code: DeclaredErrorCode, message: string, data?: unknown, status: number = declaredErrors[code].status): ORPCError<string, unknown> =>
  new ORPCError(code, { defined: true, status, message, data })

const notACall = (status?: number): ORPCError<string, unknown> => declared('INVALID_INPUT', malformed, { fields: [] }, status)

export const declaredRefusal = (refusal: Refusal): ORPCError<string, unknown> =>
  declared(refusal.code, refusal.sentence ?? declaredErrors[refusal.code].message, refusal.code === 'REFUSED' ? { rule: refusal.rule, field: refusal.field } : refusal.code === 'FILE_REFUSED' ? { reason: refusal.rule } : undefined)

interface Answered {
  matched: boolean
}
/**
 * Stands around a host's handler, outside every procedure: whatever goes wrong before the guard is reached is answered by
 * a declared error in Chinese as well. The guard has already translated what went wrong behind it.
 */
export async function answerDeclared<T extends Answered>({ next }: { next: () => Promise<T> }): Promise<T> {
  let result: T
  try {
    result = await next()
  } catch (error) {
    if (error instanceof ORPCError && error.defined) throw error
    throw notACall(error instanceof ORPCError && error.code !== 'BAD_REQUEST' ? error.status : undefined)
  }
  if (!result.matched) throw declared('NOT_FOUND', unknownProcedure)
  return result
}
