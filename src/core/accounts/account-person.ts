import type { Reader } from '../database/reader'
import { accountStatements } from './account-statements'

/** The person of the roster behind an account; null for an account that stands for none. */
export const accountPerson = (reader: Reader, accountId: string): string | null => reader.get(accountStatements.byId, { id: accountId })?.person_id ?? null
