import type { Download } from '../../../contract/values'
import type { MonthPaper, MonthPapers, PaperWish } from './month-papers'
import { monthWords } from '../../../domain/month'
import type { Caller } from '../../caller'
import type { CoreServices } from '../../core-services'
import { officeWorkbook } from '../../excel/office-sheet'
import { zipFile, type ZipEntry } from '../../files/zip-file'
import { refuse } from '../../refusal'
import { logExport } from '../roster/export-log'

export type ExportKind = 'month' | 'files' | 'summary' | 'sheets' | 'notices' | 'missing' | 'reminders'

const reportNames: Readonly<Record<ExportKind, string>> = {
  month: '月度考核全套', files: '月度考核全套分件', summary: '月度考核汇总表', sheets: '月度考核评分表', notices: '月度考核结果告知单', missing: '月度考核未评清单', reminders: '月度考核未评提醒单',
}
/** Windows refuses these in a file's name. */
const fileWords = (text: string): string => text.replace(/[\\/:*?"<>|\p{Cc}]/gu, '').trim()

/** Summaries, list of missing, bonuses, then every single sheet: 274 and more of them in a whole township. */
export function monthPapersInOrder(papers: MonthPapers, wish: PaperWish): MonthPaper[] {
  return [...papers.summary(wish), papers.missing(wish), ...papers.sheets(wish).map(({ paper }) => paper)]
}

/** The same papers, one file each, in folders by community. */
export async function monthFiles(papers: MonthPapers, wish: PaperWish): Promise<ZipEntry[]> {
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
  for (const paper of [...papers.summary(wish), papers.missing(wish)]) await add('', paper)
  for (const { sheet, paper } of papers.sheets(wish)) await add(`${fileWords(sheet.community)}/`, paper)
  const notices = papers.notices(wish)
  if (notices.length > 0) entries.push({ name: `结果告知单_${papers.picture.month}.xlsx`, bytes: await officeWorkbook(notices, about) })
  return entries
}

/** Makes the file, offers it, and logs who took what. @throws Refusal `not_locked`, `nothing_to_export` */
export async function exportMonth(services: CoreServices, caller: Caller, papers: MonthPapers, wanted: PaperWish & { what: ExportKind }): Promise<Download> {
  const { what } = wanted
  if (what === 'month' || what === 'files' || what === 'sheets') papers.requireLocked()
  const about = { unit: papers.unitOf(wanted.communityId), madeOn: papers.madeOn(wanted.communityId) }
  const stem = `${fileWords(about.unit)}_${reportNames[what]}_${papers.picture.month.replace('-', '')}_${caller.today.replaceAll('-', '')}`
  let rows: number
  let file: { fileName: string; bytes: Buffer }
  if (what === 'files') {
    const entries = await monthFiles(papers, wanted)
    rows = entries.length
    file = { fileName: `${stem}.zip`, bytes: zipFile(entries, about.madeOn) }
  } else {
    const list = what === 'month' ? monthPapersInOrder(papers, wanted) : papers.papers(what, wanted)
    if (list.length === 0) throw refuse('nothing_to_export', `${monthWords(papers.picture.month)}没有可以导出的内容。没有导出，换一个范围重试。`)
    rows = list.length
    file = { fileName: `${stem}.xlsx`, bytes: await officeWorkbook(list, about) }
  }
  const download = services.tickets.offerDownload(file, rows)
  logExport(caller, { report: what === 'summary' ? 'R7R8' : `evaluations.${what}`, filter: { month: papers.picture.month, communityId: wanted.communityId }, rows, masked: true, reason: null, sha256: download.sha256 })
  return download
}
