import type { Download } from '../../../contract/values'
import type { Caller } from '../../caller'
import type { CoreServices } from '../../core-services'
import { draw } from '../../drawings/draw'
import { logExport } from '../roster/export-log'
import type { ExportKind } from './month-drawing'
import { plainViewer, viewerOf } from './visibility'

/** Makes the file, offers it, and logs who took what. @throws Refusal `not_locked`, `nothing_to_export` */
export async function exportMonth(services: CoreServices, caller: Caller, wanted: { month: string; communityId: string | null; what: ExportKind }): Promise<Download> {
  const { month, communityId, what } = wanted
  const viewer = plainViewer(viewerOf(services.database.reader, caller))
  const { bytes, fileName, rows } = await draw(services, caller, 'evaluations.file', { month, communityId, what, viewer, today: caller.today })
  const download = services.tickets.offerDownload({ fileName, bytes }, rows)
  logExport(caller, { report: what === 'summary' ? 'R7R8' : `evaluations.${what}`, filter: { month, communityId }, rows, masked: true, reason: null, sha256: download.sha256 })
  return download
}
