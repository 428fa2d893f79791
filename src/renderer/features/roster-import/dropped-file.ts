/** What the reader takes, as the chooser and the page say it. */
export const readable = ['xlsx', 'xls', 'csv'] as const

/** Only one file at a time, and only kinds that can be read; else the sentence that says so. */
export function droppedFile(dropped: DataTransfer | null): File | string {
  const files = [...(dropped?.files ?? [])]
  const [file] = files
  if (file === undefined) return '没有读到文件。请拖入一个花名册文件，库里没有变动。'
  if (files.length > 1) return `一次只能导入一个文件，拖入了${files.length}个。库里没有变动。`
  const extension = /\.([^.]+)$/.exec(file.name)?.[1]?.toLowerCase() ?? ''
  if (!readable.some((each) => each === extension)) return `「${file.name}」不是表格文件。能读 .xlsx、.xls、.csv，库里没有变动。`
  return file
}
