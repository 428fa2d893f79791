import type { Paper } from '../../../contract/paper'
import type { Download } from '../../../contract/values'
import type { Caller } from '../../caller'
import type { CoreServices } from '../../core-services'
import { draw } from '../../drawings/draw'
import { forbidden, refuse } from '../../refusal'
import { logExport } from './export-log'

export interface RosterExport {
  asOf: string
  communityId: string | null
  phones: 'masked' | 'clear'
  reason: string | null
}

/**
 * Makes R1 and logs who took it, how much and whether masked.
 * @throws Refusal `reason_needed` when phones are to be in clear without a reason; FORBIDDEN outside the caller's reach
 */
export async function exportRoster(services: CoreServices, caller: Caller, wanted: RosterExport): Promise<Download> {
  // In clear as far as chief and clerk reach; a wider role that may only take masked numbers adds nothing.
  const reach = wanted.phones === 'clear' ? caller.reachAs('clerk', 'station_chief') : caller.reach
  if (wanted.phones === 'clear') {
    if (reach.isNowhere) throw forbidden('含明文电话的花名册只能由内勤或站长导出。没有导出，可改导脱敏的。')
    if (caller.connection.operator) throw forbidden('命令行只导出脱敏的花名册。没有导出，请在窗口里登录后办理。')
    if (wanted.reason === null) throw refuse('reason_needed', '导出明文电话要写原因。没有导出，写明后重试。', 'reason')
  }
  if (wanted.communityId !== null) reach.requireCommunity(wanted.communityId)
  const { asOf, communityId, phones } = wanted
  const { bytes, fileName, rows } = await draw(services, caller, 'roster.file', { asOf, communityId, phones, reach: reach.toPlain(), today: caller.today })
  const download = services.tickets.offerDownload({ fileName, bytes }, rows)
  logExport(caller, { report: 'R1', filter: { asOf: wanted.asOf, communityId: wanted.communityId }, rows, masked: wanted.phones === 'masked', reason: wanted.reason, sha256: download.sha256 })
  return download
}

/** R1 as it is printed from the program: the export's own sheets, numbers masked. @throws Refusal FORBIDDEN outside the caller's reach */
export function readRosterPapers(services: CoreServices, caller: Caller, wanted: Pick<RosterExport, 'asOf' | 'communityId'>): Promise<{ papers: Paper[] }> {
  if (wanted.communityId !== null) caller.reach.requireCommunity(wanted.communityId)
  return draw(services, caller, 'roster.papers', { ...wanted, phones: 'masked', reach: caller.reach.toPlain(), today: caller.today })
}
