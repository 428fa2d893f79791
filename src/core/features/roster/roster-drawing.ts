import type { Paper } from '../../../contract/paper'
import { addDays } from '../../../domain/calendar-date'
import { maskNumbersInColumns, maskNumbersInText } from '../../../domain/number-mask'
import { maskPhone } from '../../../domain/phone-number'
import { postLabel, posts, type Post } from '../../../domain/post'
import { Reach, type PlainReach } from '../../accounts/reach'
import type { DrawingPlace } from '../../drawings/drawing'
import { readVacancies } from './board'
import { readChanges } from './community-page'
import { readTownship } from './organisation'
import { organisationStatements } from './organisation-statements'
import { maskedIdNo, openPhone, postsOn } from './person-view'
import type { SheetCommunity, SheetHolder } from './roster-sheet-data'
import { rosterFileName, rosterPapers, rosterWorkbook, type RosterSheetData } from './roster-sheets'
import { rosterStatements } from './roster-statements'

/** R1 as somebody may see it. `reach` says how far, and whether numbers are masked: both were decided before. */
export interface RosterDrawing {
  readonly asOf: string
  readonly communityId: string | null
  readonly phones: 'masked' | 'clear'
  readonly reach: PlainReach
  readonly today: string
}

export async function drawRosterFile(place: DrawingPlace, wanted: RosterDrawing): Promise<{ bytes: Uint8Array; fileName: string; rows: number }> {
  const data = rosterSheetData(place, wanted)
  const rows = data.communities.reduce((sum, community) => sum + Math.max(1, community.grids.length), 0)
  return { bytes: await rosterWorkbook(data, place.progress), fileName: rosterFileName(data), rows }
}

export const drawRosterPapers = (place: DrawingPlace, wanted: RosterDrawing): Promise<{ papers: Paper[] }> => Promise.resolve({ papers: rosterPapers(rosterSheetData(place, wanted)) })

function rosterSheetData({ reader, key }: DrawingPlace, wanted: RosterDrawing): RosterSheetData {
  const { asOf: on, today } = wanted
  const reach = Reach.fromPlain(wanted.reach)
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
  const read = new Map(units.map((unit) => [unit.id, reader.all(rosterStatements.detailsOfCommunity, { community_id: unit.id, on })]))
  const peopleOf = (unitId: string) => read.get(unitId) ?? []
  const community = (unit: (typeof units)[number]): SheetCommunity => {
    const holders = peopleOf(unit.id)
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
      return peopleOf(unit.id)
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
