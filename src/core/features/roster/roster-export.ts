import type { Paper } from '../../../contract/paper'
import type { Download } from '../../../contract/values'
import { addDays } from '../../../domain/calendar-date'
import { maskNumbersInColumns, maskNumbersInText } from '../../../domain/number-mask'
import { maskPhone } from '../../../domain/phone-number'
import { postLabel, posts, type Post } from '../../../domain/post'
import type { Reach } from '../../accounts/reach'
import type { Caller } from '../../caller'
import type { CoreServices } from '../../core-services'
import { forbidden, refuse } from '../../refusal'
import { logExport } from './export-log'
import { readChanges } from './community-page'
import { organisationStatements } from './organisation-statements'
import { readTownship } from './organisation'
import { maskedIdNo, openPhone, postsOn } from './person-view'
import { readVacancies } from './board'
import { rosterFileName, rosterPapers, rosterWorkbook, type RosterSheetData } from './roster-sheets'
import { rosterStatements } from './roster-statements'
import type { SheetCommunity, SheetHolder } from './roster-sheet-data'

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
  const data = rosterSheetData(services, reach, caller.today, wanted)
  const bytes = await rosterWorkbook(data)
  const rows = data.communities.reduce((sum, community) => sum + Math.max(1, community.grids.length), 0)
  const download = services.tickets.offerDownload({ fileName: rosterFileName(data), bytes }, rows)
  logExport(caller, { report: 'R1', filter: { asOf: wanted.asOf, communityId: wanted.communityId }, rows, masked: wanted.phones === 'masked', reason: wanted.reason, sha256: download.sha256 })
  return download
}

/** R1 as it is printed from the program: the export's own sheets, numbers masked. @throws Refusal FORBIDDEN outside the caller's reach */
export function readRosterPapers(services: CoreServices, caller: Caller, wanted: Pick<RosterExport, 'asOf' | 'communityId'>): { papers: Paper[] } {
  if (wanted.communityId !== null) caller.reach.requireCommunity(wanted.communityId)
  return { papers: rosterPapers(rosterSheetData(services, caller.reach, caller.today, { ...wanted, phones: 'masked', reason: null })) }
}

function rosterSheetData(services: CoreServices, reach: Reach, today: string, wanted: RosterExport): RosterSheetData {
  const { reader, key } = services.database
  const { asOf: on } = wanted
  const township = readTownship(reader)
  const units = reader
    .all(organisationStatements.communities, {})
    .filter((unit) => reach.seesWholeCommunity(unit.id) && (wanted.communityId === null || unit.id === wanted.communityId))
  const name = units.length === 1 && !reach.township ? (units[0]?.name ?? '') : (township?.name ?? '')
  const changesFrom = addDays(on, -365)
  const phoneOf = (row: { person_id: string; phone_enc: string | null; duty_phone: string | null }): string | null => {
    if (row.duty_phone !== null) return row.duty_phone
    const phone = openPhone(key, { id: row.person_id, phone_enc: row.phone_enc })
    return phone === null || wanted.phones === 'clear' ? phone : maskPhone(phone)
  }
  const community = (unit: (typeof units)[number]): SheetCommunity => {
    const holders = reader.all(rosterStatements.holdersOfCommunity, { community_id: unit.id, on })
    const pairings = reader.all(rosterStatements.pairingsOfCommunity, { community_id: unit.id, on })
    const exemptions = reader.all(rosterStatements.exemptionsOfCommunity, { community_id: unit.id, on })
    const seat = (post: Post, gridId: string | null): SheetHolder | null => {
      const row = holders.find((held) => held.post === post && held.grid_id === gridId)
      return row ? { name: row.name, isActing: row.is_acting === 1, phone: phoneOf(row), policeNo: row.police_no } : null
    }
    const inGrid = (post: Post, gridId: string | null): string[] => holders.filter((held) => held.post === post && held.grid_id === gridId).map((held) => held.name)
    const group = (gridId: string | null) => ({
      enforcement: inGrid('enforcement_member', gridId),
      buildingHeads: inGrid('building_head', gridId),
      volunteers: inGrid('volunteer', gridId).length,
    })
    const officer = holders.find((held) => held.post === 'community_police')
    const alsoIn = officer ? postsOn(reader, officer.person_id, on).flatMap((post) => (post.post === 'community_police' && post.communityId !== unit.id ? [post.community] : [])) : []
    const grids = reader.all(organisationStatements.gridsOfCommunity, { community_id: unit.id, on })
    return {
      name: unit.name,
      chief: seat('station_chief', null),
      officer: seat('community_police', null),
      grids: grids.map((grid, at) => {
        const exemption = exemptions.find((one) => one.grid_id === grid.id)
        const remarks = [...(at === 0 && alsoIn.length > 0 ? [`民警兼管${alsoIn.join('、')}`] : []), ...(exemption ? [`结对豁免：${exemption.reason}`] : [])]
        return {
          name: grid.name,
          chief: seat('grid_chief', grid.id),
          aux: seat('aux_police', grid.id),
          pairedOn: pairings.find((pairing) => pairing.grid_id === grid.id)?.start_on ?? null,
          ...group(grid.id),
          remark: remarks.join('；') || null,
        }
      }),
      ...group(null),
    }
  }
  return {
    township: township?.name ?? '',
    unit: name,
    community: wanted.communityId === null ? null : (units[0]?.name ?? null),
    asOf: on,
    madeOn: today,
    masked: wanted.phones === 'masked',
    communities: units.map(community),
    persons: units.flatMap((unit) => {
      const gridNames = new Map(reader.all(organisationStatements.gridsOfCommunity, { community_id: unit.id, on }).map((grid) => [grid.id, grid.name]))
      return reader
        .all(rosterStatements.detailsOfCommunity, { community_id: unit.id, on })
        .toSorted((a, b) => posts.indexOf(a.post as Post) - posts.indexOf(b.post as Post))
        .map((row) => ({
          community: unit.name,
          grid: row.grid_id === null ? null : (gridNames.get(row.grid_id) ?? null),
          post: postLabel(row.post as Post),
          isActing: row.is_acting === 1,
          name: row.name,
          sex: row.sex,
          idNo: maskedIdNo(key, { id: row.person_id, id_no_enc: row.id_no_enc }),
          phone: phoneOf(row),
          policeNo: row.police_no,
          startOn: row.start_on,
          remark: row.remark === null ? null : maskNumbersInText(row.remark),
          extra: maskNumbersInColumns(JSON.parse(row.extra_json) as Record<string, string>),
        }))
    }),
    vacancies: readVacancies(reader, reach, on)
      .filter((vacancy) => wanted.communityId === null || vacancy.communityId === wanted.communityId)
      .map((vacancy) => ({ community: vacancy.community, grid: vacancy.grid, post: postLabel(vacancy.post), sinceOn: vacancy.sinceOn, lastHolder: vacancy.lastHolder })),
    changesFrom,
    changes: units.flatMap((unit) =>
      readChanges(reader, unit.id, changesFrom, on).map((change) => ({
        kind: change.kind,
        on: change.on,
        community: unit.name,
        grid: change.grid,
        post: postLabel(change.post),
        name: change.name,
        docNo: change.docNo,
        reason: change.reason,
      })),
    ),
  }
}
