import type { ImportAccount } from '../../domain/import-account'
import type { CountedWorkbook } from '../../domain/workbook-account'
import { refuse } from '../refusal'

/**
 * Nothing is stored of a file that was not read whole, unless a person has seen what is missing and says so.
 * @throws Refusal `unread_content`
 */
export function requireAccount({ clean, note }: Pick<ImportAccount, 'clean' | 'note'>, acceptUnread: boolean): void {
  if (!clean && !acceptUnread) throw refuse('unread_content', `${note ?? ''}库里没有变动。用WPS或Excel打开后另存为.xlsx再导入，或确认不需要这些内容后再入库。`, 'acceptUnread')
}

/** For a file that is taken in without a preview. @throws Refusal `unread_content` */
export function requireWhole({ account }: CountedWorkbook): void {
  if (!account.clean) throw refuse('unread_content', `${account.note ?? ''}库里没有变动。用WPS或Excel打开后另存为.xlsx再试。`)
}
