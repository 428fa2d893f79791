import type { FileChild, IParagraphOptions, IRunOptions } from 'docx'
import type { DocumentPaper } from '../../contract/paper'
import { xmlText } from '../../domain/text/xml-text'

/** GB/T 9704: 公文用纸 A4, 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm; 3号 is 16 pt on a line of 28 pt. */
const millimetre = 56.7
const page = { width: 11_906, height: 16_838, margin: { top: 37 * millimetre, left: 28 * millimetre, right: 26 * millimetre, bottom: 35 * millimetre } }
const body = 32
const line = 560
/** 4号, for page numbers and tables. */
const small = 24
const fonts = { body: '仿宋', first: '黑体', second: '楷体', mark: '方正小标宋简体' } as const

/** Running text as an office hands it in: the description becomes a Word file under GB/T 9704. */
export async function officeDocument(paper: DocumentPaper): Promise<Buffer> {
  // Half a megabyte of code that only an export pays for.
  const word = await import('docx')
  const { AlignmentType, BorderStyle, Document, Footer, LineRuleType, Packer, PageNumber, Paragraph, Tab, Table, TableCell, TableRow, TextRun, VerticalAlign, WidthType } = word

  // What XML cannot hold would spoil the whole document.
  const run = (text: string, over: Partial<IRunOptions> & { face?: string } = {}) => {
    const { face = fonts.body, ...rest } = over
    return new TextRun({ ...(rest.children ? {} : { text: xmlText(text) }), size: body, font: { ascii: face, hAnsi: face, eastAsia: face }, ...rest })
  }
  const paragraph = (options: IParagraphOptions) => new Paragraph({ spacing: { line, lineRule: LineRuleType.EXACTLY }, ...options })
  /** Two characters of the body. */
  const twoCharacters = 640

  // A page with nothing but signatures proves nothing (GB/T 9704, 此页无正文): the end of the body goes along with them.
  const blocks: FileChild[] = paper.blocks.flatMap((block, at): FileChild[] => {
    const keepNext = at === paper.blocks.length - 1 && paper.signatures.length > 0
    if (block.kind === 'heading') return [paragraph({ indent: { firstLine: twoCharacters }, keepNext: true, children: [run(block.text, { face: block.level === 1 ? fonts.first : fonts.second })] })]
    if (block.kind === 'paragraph') return block.text.split('\n').map((text) => paragraph({ indent: { firstLine: twoCharacters }, keepNext, children: [run(text)] }))
    if (block.kind === 'people') {
      const hanging = 320 * (block.label.length + 1)
      return [paragraph({ indent: { left: twoCharacters + hanging, hanging }, keepNext, children: [run(`${block.label}：`, { face: fonts.first }), run(block.text)] })]
    }
    const whole = block.widths.reduce((sum, width) => sum + width, 0)
    const room = page.width - page.margin.left - page.margin.right
    const cell = (text: string, at: number, head: boolean, withNext: boolean) =>
      new TableCell({
        width: { size: Math.round(((block.widths[at] ?? 1) / whole) * room), type: WidthType.DXA },
        verticalAlign: VerticalAlign.CENTER,
        margins: { top: 60, bottom: 60, left: 80, right: 80 },
        children: text.split('\n').map((part) => new Paragraph({ keepNext: withNext, alignment: head ? AlignmentType.CENTER : AlignmentType.LEFT, children: [run(part, { size: small, face: head ? fonts.first : fonts.body })] })),
      })
    return [
      new Table({
        width: { size: room, type: WidthType.DXA },
        columnWidths: block.widths.map((width) => Math.round((width / whole) * room)),
        rows: [
          new TableRow({ tableHeader: true, cantSplit: true, children: block.head.map((text, at) => cell(text, at, true, true)) }),
          ...block.rows.map((row, index) => new TableRow({ cantSplit: true, children: row.map((text, at) => cell(text, at, false, keepNext && index === block.rows.length - 1)) })),
        ],
      }),
      paragraph({ keepNext, children: [] }),
    ]
  })

  const red = 'C00000'
  const document = new Document({
    title: xmlText(paper.title ?? paper.mark),
    styles: { default: { document: { run: { size: body, font: { ascii: fonts.body, hAnsi: fonts.body, eastAsia: fonts.body } } } } },
    sections: [
      {
        properties: { page: { size: { width: page.width, height: page.height }, margin: page.margin } },
        footers: {
          default: new Footer({
            children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], size: 28, font: { ascii: '宋体', hAnsi: '宋体', eastAsia: '宋体' } })] })],
          }),
        },
        children: [
          // 纪要标志 shrinks with its length, so that it stays on one line of 156 mm.
          new Paragraph({ alignment: AlignmentType.CENTER, spacing: { after: 240 }, children: [run(paper.mark, { face: fonts.mark, color: red, bold: true, size: Math.min(72, Math.floor(880 / Math.max(1, paper.mark.length))) })] }),
          new Paragraph({
            spacing: { after: 360 },
            tabStops: [{ type: 'right', position: page.width - page.margin.left - page.margin.right }],
            border: { bottom: { style: BorderStyle.SINGLE, size: 12, color: red, space: 6 } },
            children: [run(paper.left), run('', { children: [new Tab(), xmlText(paper.right)] })],
          }),
          ...(paper.draft ? [paragraph({ alignment: AlignmentType.CENTER, children: [run('（草稿，未签字）', { face: fonts.second })] })] : []),
          ...(paper.title === null ? [] : [new Paragraph({ alignment: AlignmentType.CENTER, spacing: { after: 360 }, children: [run(paper.title, { face: fonts.mark, size: 44, bold: true })] })]),
          ...blocks,
          paragraph({ keepNext: paper.signatures.length > 0, children: [] }),
          ...paper.signatures.map((text, at) => paragraph({ indent: { firstLine: twoCharacters }, keepLines: true, keepNext: at < paper.signatures.length - 1, children: [run(text)] })),
        ],
      },
    ],
  })
  return Packer.toBuffer(document)
}
