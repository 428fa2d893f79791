import type { Paper } from '../../../contract/paper'
import type { SheetKind } from '../../../domain/evaluation'
import { monthWords } from '../../../domain/month'
import type { DrawingPlace } from '../../drawings/drawing'
import { officeWorkbook } from '../../excel/office-sheet'
import { zipFile, type ZipEntry } from '../../files/zip-file'
import { refuse } from '../../refusal'
import { requireCycle } from './cycles'
import { MonthPapers, type MonthPaper, type PaperKind, type PaperWish } from './month-papers'
import { viewerFromPlain, type PlainViewer } from './visibility'

/** Papers of a month as one viewer may see them: who that is was decided before. */
interface MonthDrawing {
  readonly month: string
  readonly viewer: PlainViewer
  readonly today: string
}
export type ExportKind = 'month' | 'files' | 'summary' | 'sheets' | 'notices' | 'missing' | 'reminders'

const papersOf = ({ reader }: DrawingPlace, { month, viewer, today }: MonthDrawing): MonthPapers => new MonthPapers(reader, requireCycle(reader, month), viewerFromPlain(viewer), today)

export const drawMonthPapers = (place: DrawingPlace, wanted: MonthDrawing & { what: PaperKind; communityId: string | null; rateeId: string | null; kind: SheetKind | null }): Promise<{ papers: Paper[] }> =>
  Promise.resolve({ papers: papersOf(place, wanted).papers(wanted.what, wanted) })

const reportNames: Readonly<Record<ExportKind, string>> = {
  month: '月度考核全套', files: '月度考核全套分件', summary: '月度考核汇总表', sheets: '月度考核评分表', notices: '月度考核结果告知单', missing: '月度考核未评清单', reminders: '月度考核未评提醒单',
}
/** Windows refuses these in a file's name. */
const fileWords = (text: string): string => text.replace(/[\\/:*?"<>|\p{Cc}]/gu, '').trim()

/** Summaries, list of missing, bonuses, then every single sheet: 274 and more of them in a whole township. */
function monthPapersInOrder(papers: MonthPapers, wish: PaperWish): MonthPaper[] {
  return [...papers.summary(wish), papers.missing(wish), ...papers.sheets(wish).map(({ paper }) => paper)]
}

/** The same papers, one file each, in folders by community. */
async function monthFiles(papers: MonthPapers, wish: PaperWish, progress: DrawingPlace['progress']): Promise<ZipEntry[]> {
  const about = { unit: papers.unitOf(wish.communityId), madeOn: papers.madeOn(wish.communityId) }
  const entries: ZipEntry[] = []
  const taken = new Set<string>()
  const add = async (folder: string, paper: MonthPaper): Promise<void> => {
    const base = `${folder}${fileWords(paper.name)}_${papers.picture.month}`
    let name = base
    for (let no = 2; taken.has(name); no += 1) name = `${base}_${no}`
    taken.add(name)
    entries.push({ name: `${name}.xlsx`, bytes: await officeWorkbook([paper], about) })
  }
  const heads = [...papers.summary(wish), papers.missing(wish)]
  const sheets = papers.sheets(wish)
  for (const paper of heads) await add('', paper)
  for (const { sheet, paper } of sheets) {
    await add(`${fileWords(sheet.community)}/`, paper)
    progress(entries.length, heads.length + sheets.length)
    // Where no thread draws, others get their turn between two files.
    await new Promise((resolve) => setImmediate(resolve))
  }
  const notices = papers.notices(wish)
  if (notices.length > 0) entries.push({ name: `结果告知单_${papers.picture.month}.xlsx`, bytes: await officeWorkbook(notices, about) })
  return entries
}

/** Makes the file; `rows` are its sheets or files. @throws Refusal `not_locked`, `nothing_to_export`, FORBIDDEN */
export async function drawMonthFile(place: DrawingPlace, wanted: MonthDrawing & { what: ExportKind; communityId: string | null }): Promise<{ bytes: Uint8Array; fileName: string; rows: number }> {
  const { what, today } = wanted
  const papers = papersOf(place, wanted)
  if (what === 'month' || what === 'files' || what === 'sheets') papers.requireLocked()
  const about = { unit: papers.unitOf(wanted.communityId), madeOn: papers.madeOn(wanted.communityId) }
  const stem = `${fileWords(about.unit)}_${reportNames[what]}_${papers.picture.month.replace('-', '')}_${today.replaceAll('-', '')}`
  if (what === 'files') {
    const entries = await monthFiles(papers, wanted, place.progress)
    return { bytes: zipFile(entries, about.madeOn), fileName: `${stem}.zip`, rows: entries.length }
  }
  const list = what === 'month' ? monthPapersInOrder(papers, wanted) : papers.papers(what, wanted)
  if (list.length === 0) throw refuse('nothing_to_export', `${monthWords(papers.picture.month)}没有可以导出的内容。没有导出，换一个范围重试。`)
  return { bytes: await officeWorkbook(list, about, place.progress), fileName: `${stem}.xlsx`, rows: list.length }
}
