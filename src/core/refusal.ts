import type { DeclaredErrorCode } from '../contract/errors'

/** A rule says no. The guard turns it into the contract's declared error; nothing has been stored. */
export class Refusal extends Error {
  constructor(
    readonly code: DeclaredErrorCode,
    message: string | undefined,
    readonly rule: string = '',
    readonly field: string | null = null,
  ) {
    super(message ?? code)
    this.name = 'Refusal'
    this.sentence = message
  }
  /** Undefined: the contract's own sentence for the code stands. */
  readonly sentence: string | undefined
}

/** @param rule I1 … I34 of model.md, or a snake_case name; @param field where the cursor goes */
export const refuse = (rule: string, message: string, field: string | null = null): Refusal => new Refusal('REFUSED', message, rule, field)
export const notFound = (): Refusal => new Refusal('NOT_FOUND', undefined)
export const conflict = (): Refusal => new Refusal('CONFLICT', undefined)
export const forbidden = (message?: string): Refusal => new Refusal('FORBIDDEN', message)
