import type { ImportAccount } from '../contract/import-account'
import { accountWords, sheetTitle, sheetWords } from '../domain/account-words'
import type { CommandLine } from './command-line'

/** The account as the command prints it: what was not read first, then the sum, then each sheet that is not read as a whole. */
export function accountLines(account: ImportAccount): string[] {
  const sheets = account.sheets.filter((sheet) => sheet.ignored || sheet.differs || sheet.recordCells.dropped > 0)
  return [
    ...(account.note === null ? [] : [`核对　${account.note}`]),
    accountWords(account),
    ...sheets.flatMap((sheet) => [`　${sheetTitle(sheet)}`, ...sheetWords(sheet).map((words) => `　　${words}`)]),
  ]
}

/** What was not read keeps the file out, unless whoever wrote the command says that it may. */
export const mayStore = (account: ImportAccount, line: CommandLine): boolean => account.clean || line.options['accept-unread'] === true

export const unreadHint = '文件没有全部读出，没有导入。用WPS或Excel打开后另存为.xlsx再导入；确认不需要这些内容，加 --accept-unread。'
