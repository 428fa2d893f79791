/** What XML 1.0 has no way to write: controls but tab and line ends, lone surrogates, and the two that are no characters. */
const unwritable = /(?![\t\n\r\u007F-\u009F])\p{Cc}|[\uFFFE\uFFFF]|\p{Surrogate}/gu

/**
 * The last guard of every workbook and document: one sign that XML cannot hold spoils the whole file. What comes in today
 * passes `normaliseText`; a database of an earlier version may still hold such signs.
 */
export function xmlText(text: string): string {
  return text.replace(unwritable, '')
}
