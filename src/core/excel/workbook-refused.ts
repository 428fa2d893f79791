/** Why a file cannot be read as a workbook; `message` is the sentence that the clerk sees. */
export type WorkbookRefusal =
  | 'empty'
  | 'too_large'
  | 'other_kind'
  | 'damaged'
  | 'password'
  | 'zip_bomb'
  | 'too_many_rows'
  | 'too_many_columns'
  | 'timeout'
  | 'out_of_memory'

export class WorkbookRefused extends Error {
  override readonly name = 'WorkbookRefused'

  constructor(
    readonly code: WorkbookRefusal,
    message: string,
  ) {
    super(message)
  }
}

const megabyte = 1024 * 1024

export const workbookLimits = {
  fileBytes: 50 * megabyte,
  unpackedBytes: 200 * megabyte,
  /** Office writes XML that packs 10 to 60 times; only a file made to harm packs far better. */
  packingRatio: 300,
  zipEntries: 5_000,
  rows: 100_000,
  columns: 200,
  milliseconds: 60_000,
  workerMegabytes: 1_536,
} as const

export const refusals = {
  empty: () => new WorkbookRefused('empty', '文件是空的，没有读出内容。库里没有变动，换一个文件重试。'),
  tooLarge: () => new WorkbookRefused('too_large', '文件超过50 MB，没有读入。库里没有变动，删去图片或分成几个文件后重试。'),
  damaged: () => new WorkbookRefused('damaged', '文件已损坏，读不出来。库里没有变动，用Excel或WPS打开后另存为.xlsx再试。'),
  password: () => new WorkbookRefused('password', '文件有打开密码，读不出来。库里没有变动，取消密码另存后重试。'),
  zipBomb: () => new WorkbookRefused('zip_bomb', '文件展开后异常大，没有读入。库里没有变动，用Excel或WPS打开后另存为.xlsx再试。'),
  tooManyRows: () => new WorkbookRefused('too_many_rows', '表格超过10万行，没有读入。库里没有变动，分成几个文件后重试。'),
  tooManyColumns: () => new WorkbookRefused('too_many_columns', '表格超过200列，没有读入。库里没有变动，删去多余的列后重试。'),
  timeout: () => new WorkbookRefused('timeout', '读了60秒还没有读完，已停止。库里没有变动，分成几个文件后重试。'),
  outOfMemory: () => new WorkbookRefused('out_of_memory', '文件太大，内存不够读入。库里没有变动，分成几个文件后重试。'),
  /** A table that WPS opens as it opens a workbook, so the clerk takes it for one. */
  markup: () => new WorkbookRefused('other_kind', '这是网页格式的表格，只是名字叫.xls，读不准。库里没有变动，用WPS打开后另存为.xlsx再试。'),
  otherKind: (what: string) =>
    new WorkbookRefused('other_kind', `这是${what}，不是能读的表格。库里没有变动，选.xlsx、.xls或.csv文件重试。`),
} as const
