
/** The first font of a style sheet is the workbook's own: what a clerk types into a new cell, and what column widths are counted in. */
const firstFont = /<font>.*?<\/font>/s
const song = '<font><sz val="11"/><color theme="1"/><name val="宋体"/><family val="3"/><charset val="134"/></font>'

interface StyleWriter {
  zip: { append: (xml: string, entry: { name: string }) => void }
  styles: { xml: string }
}

/**
 * Makes 宋体 11 the workbook's own font. ExcelJS has no setting for it and writes Calibri, so a row that a clerk adds would
 * look foreign, and columns would come out wider where Calibri is missing (WPS on Linux). ExcelJS is pinned to one
 * version; the test reads the written style sheet and fails if this step of its writer changes.
 */
export function writeInSong(workbook: object): void {
  Reflect.set(workbook, 'addStyles', function addStyles(this: StyleWriter): Promise<void> {
    this.zip.append(this.styles.xml.replace(firstFont, song), { name: 'xl/styles.xml' })
    return Promise.resolve()
  })
}
