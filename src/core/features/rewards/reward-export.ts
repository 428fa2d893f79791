import type { Paper } from '../../../contract/paper'
import type { RewardPaper } from '../../../contract/rewards'
import type { Download } from '../../../contract/values'
import type { Caller } from '../../caller'
import type { CoreServices } from '../../core-services'
import { officeWorkbook } from '../../excel/office-sheet'
import { forbidden, refuse } from '../../refusal'
import { logExport } from '../roster/export-log'
import { headOf, papersOf, transfers } from './reward-papers'
import { paymentListPaper } from './sign-off-paper'

const reportNames: Readonly<Record<RewardPaper['kind'], string>> = {
  approval: '奖励审批表',
  signOff: '发放签领表',
  publicity: '奖励公示',
  ledger: '奖励台账',
  summary: '奖励年度汇总',
  paymentList: '付款清单',
}

/** A paper of R9 as a workbook, logged with who took it. Its file name says unit, report, period and day, and no person. */
export async function exportPaper(services: CoreServices, caller: Caller, paper: RewardPaper): Promise<Download> {
  // The whole year's file has its summaries behind the ledger.
  const papers = paper.kind === 'ledger' && paper.communityId === null ? [...papersOf(services, caller, paper), ...papersOf(services, caller, { kind: 'summary', year: paper.year })] : papersOf(services, caller, paper)
  const head = headOf(services, caller, paper.kind === 'ledger' ? paper.communityId : null)
  const period = 'year' in paper ? `${paper.year}年` : head.madeOn.replaceAll('-', '')
  return offer(services, caller, papers, { name: reportNames[paper.kind], period, filter: paper, masked: true, reason: null })
}

/**
 * 付款清单. In clear only for a clerk in a window, with a reason; the taking is logged before the file is offered.
 * @throws Refusal `reason_needed`, FORBIDDEN on the command line
 */
export async function exportPaymentList(services: CoreServices, caller: Caller, wanted: { rewardIds: string[] | null; accounts: 'masked' | 'clear'; reason: string | null }): Promise<Download> {
  if (wanted.accounts === 'clear') {
    if (caller.connection.operator) throw forbidden('命令行只导出脱敏的付款清单。没有导出，请在窗口里登录后办理。')
    if (wanted.reason === null) throw refuse('reason_needed', '导出明文账号要写原因。没有导出，写明后重试。', 'reason')
  }
  const head = headOf(services, caller, null)
  const paper = paymentListPaper(head, transfers(services, caller, wanted.rewardIds), wanted.accounts)
  return offer(services, caller, [paper], {
    name: reportNames.paymentList,
    period: head.madeOn.replaceAll('-', ''),
    filter: { kind: 'paymentList', rewardIds: wanted.rewardIds },
    masked: wanted.accounts === 'masked',
    reason: wanted.reason,
  })
}

async function offer(services: CoreServices, caller: Caller, papers: readonly Paper[], about: { name: string; period: string; filter: Record<string, unknown>; masked: boolean; reason: string | null }): Promise<Download> {
  const head = headOf(services, caller, null)
  const sheets = papers.filter((paper) => paper.kind !== 'document')
  const bytes = await officeWorkbook(sheets, head)
  const rows = sheets.reduce((sum, paper) => sum + (paper.kind === 'sheet' ? paper.blocks.reduce((all, block) => all + block.rows.length, 0) : 1), 0)
  const fileName = `${head.unit}_${about.name}_${about.period}_${head.madeOn.replaceAll('-', '')}.xlsx`
  const download = services.tickets.offerDownload({ fileName, bytes }, rows)
  logExport(caller, { report: 'R9', filter: { ...about.filter, name: about.name }, rows, masked: about.masked, reason: about.reason, sha256: download.sha256 })
  return download
}
