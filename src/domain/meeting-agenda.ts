/** The agenda of the weekly meeting in the article's order (P11, model.md D2). B1 to B5 have one part per basic grid. */
export const agendaItems = [
  { code: 'A1', section: '通报', title: '一周社区发案情况', perGrid: false, required: true },
  { code: 'A2', section: '通报', title: '治安动态', perGrid: false, required: true },
  { code: 'B1', section: '听取', title: '人员变动', perGrid: true, required: true },
  { code: 'B2', section: '听取', title: '纠纷调处', perGrid: true, required: true },
  { code: 'B3', section: '听取', title: '社情民意', perGrid: true, required: true },
  { code: 'B4', section: '听取', title: '涉稳动态', perGrid: true, required: true },
  { code: 'B5', section: '听取', title: '群防群治', perGrid: true, required: true },
  { code: 'C1', section: '会商', title: '突出的治安问题', perGrid: false, required: true },
  { code: 'C2', section: '会商', title: '群众反映强烈的问题', perGrid: false, required: true },
  { code: 'D1', section: '落实', title: '工作措施', perGrid: false, required: false },
] as const
export type AgendaCode = (typeof agendaItems)[number]['code']
export type AgendaSection = (typeof agendaItems)[number]['section'] | '其他'
export const agendaCodes: readonly AgendaCode[] = agendaItems.map((item) => item.code)

/** The article's list ends with 等: a meeting may have up to nine further items, X1 to X9, each with a title of its own. */
export const furtherCodes = ['X1', 'X2', 'X3', 'X4', 'X5', 'X6', 'X7', 'X8', 'X9'] as const
export type FurtherCode = (typeof furtherCodes)[number]
export type ItemCode = AgendaCode | FurtherCode

export const isAgendaCode = (text: string): text is AgendaCode => (agendaCodes as readonly string[]).includes(text)
export const isFurtherCode = (text: string): text is FurtherCode => (furtherCodes as readonly string[]).includes(text)
export const agendaItem = (code: AgendaCode): (typeof agendaItems)[number] => {
  const item = agendaItems.find((one) => one.code === code)
  if (!item) throw new RangeError(`no item of the agenda: ${code}`)
  return item
}

/**
 * A cell of the minutes by its key: `A1`; `B3/<gridId>`; `X1` and `X1/title`; a count `n/calls` or `n/arrived/<gridId>`;
 * `form/<name>` for what a screen has in an unfinished form.
 */
export type CellPlace =
  | { kind: 'text'; code: ItemCode; gridId: string | null }
  | { kind: 'title'; code: FurtherCode }
  | { kind: 'figure'; name: string; gridId: string | null }
  | { kind: 'form'; name: string }

const gridPattern = /^[0-9A-HJKMNP-TV-Z]{26}$/

/** Null for a key that names no cell. */
export function cellPlace(key: string): CellPlace | null {
  const [first = '', second, third] = key.split('/')
  if (first === 'form') return second !== undefined && third === undefined && /^[a-z][A-Za-z0-9-]{0,59}$/.test(second) ? { kind: 'form', name: second } : null
  if (first === 'n') return figurePlace(second, third)
  if (third !== undefined) return null
  if (isFurtherCode(first)) return second === undefined ? { kind: 'text', code: first, gridId: null } : second === 'title' ? { kind: 'title', code: first } : null
  if (!isAgendaCode(first)) return null
  if (!agendaItem(first).perGrid) return second === undefined ? { kind: 'text', code: first, gridId: null } : null
  return second !== undefined && gridPattern.test(second) ? { kind: 'text', code: first, gridId: second } : null
}

function figurePlace(name: string | undefined, gridId: string | undefined): CellPlace | null {
  const figure = figureNames.find((one) => one.name === name)
  if (!figure || figure.perGrid !== (gridId !== undefined)) return null
  if (gridId !== undefined && !gridPattern.test(gridId)) return null
  return { kind: 'figure', name: figure.name, gridId: gridId ?? null }
}

export const textKey = (code: ItemCode, gridId: string | null): string => (gridId === null ? code : `${code}/${gridId}`)
export const figureKey = (name: string, gridId: string | null): string => (gridId === null ? `n/${name}` : `n/${name}/${gridId}`)

/** The counts that the article's items speak of: of A1 for the community, of B1 and B2 for each grid. */
export const figureNames = [
  { name: 'calls', code: 'A1', label: '接警', unit: '起', perGrid: false },
  { name: 'criminal', code: 'A1', label: '刑事', unit: '起', perGrid: false },
  { name: 'public_order', code: 'A1', label: '治安', unit: '起', perGrid: false },
  { name: 'help', code: 'A1', label: '求助及纠纷', unit: '起', perGrid: false },
  { name: 'arrived', code: 'B1', label: '队伍到任', unit: '人', perGrid: true },
  { name: 'left', code: 'B1', label: '队伍离任', unit: '人', perGrid: true },
  { name: 'disputes', code: 'B2', label: '调处纠纷', unit: '起', perGrid: true },
] as const
export type FigureName = (typeof figureNames)[number]['name']

/** An item counts as answered when it says anything at all: 无 is an answer. */
export const isAnswered = (text: string | null | undefined): boolean => (text ?? '').trim() !== ''
