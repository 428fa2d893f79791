import type { AnalyseOptions, RosterAnalysis } from '../../../domain/roster-analysis'
import { analyseRoster } from '../../../domain/roster-import'
import type { CoreServices } from '../../core-services'
import { holderInTheWay, knownHolders, knownPersons, knownPlaces, type Intake, type PlaceIds } from '../roster/roster-intake'
import { readSetting } from '../settings/read-setting'
import { importStatements } from './import-statements'
import { rememberedMapping } from './remembered-columns'
import type { OpenImport } from './open-imports'

type Inputs = Pick<OpenImport, 'workbook' | 'mapping' | 'corrections' | 'decisions'>

/** Reads the workbook against the township as it stands: places, present holders, and who held a seat before. */
export function analyse(services: CoreServices, inputs: Inputs, today: string): RosterAnalysis {
  const { reader, key } = services.database
  const places = knownPlaces(reader)
  const shared = { today, yearsAhead: readSetting(reader, 'roster.yearsAhead'), places: { communities: places.communities }, corrections: inputs.corrections, decisions: inputs.decisions }
  const options: AnalyseOptions = { ...shared, roster: knownHolders(reader, key, today), mapping: inputs.mapping }
  const first = analyseRoster(inputs.workbook, options)
  const kept = reader.get(importStatements.mapping, { shape_key: first.shapeKey })
  const mapping = { ...(kept ? rememberedMapping(first, JSON.parse(kept.mapping_json) as OpenImport['mapping']) : {}), ...inputs.mapping }
  options.mapping = mapping
  const read = Object.keys(mapping).length > Object.keys(inputs.mapping).length ? analyseRoster(inputs.workbook, options) : first
  const persons = knownPersons(reader, key, read.rows.flatMap((row) => row.idNo ?? []))
  const names = new Map(persons.map((person) => [person.idNo, person.name]))
  const isRenamed = read.rows.some((row) => row.idNo !== null && (names.get(row.idNo) ?? row.name) !== row.name)
  // Only a number that is stored under another name needs the second look.
  const analysis = isRenamed ? analyseRoster(inputs.workbook, { ...options, roster: { holders: options.roster?.holders ?? [], persons } }) : read
  return refuseSharedDays(services, analysis, places.ids, today)
}

/** A row whose tenure would share days with a former holder's, or one's who is to come (I5), is refused at its date; the others are untouched. */
function refuseSharedDays(services: CoreServices, analysis: RosterAnalysis, ids: PlaceIds, today: string): RosterAnalysis {
  const { reader, key } = services.database
  for (const row of analysis.rows) {
    if (row.verdict !== 'valid') continue
    const intake = intakeOf(row, ids)
    const other = intake && holderInTheWay(reader, key, intake, today)
    if (!other) continue
    row.verdict = 'refused'
    analysis.counts.valid -= 1
    analysis.counts.refused += 1
    if (row.normalised) analysis.counts.normalised -= 1
    const column = analysis.sheets.find((sheet) => sheet.sheet === row.sheet)?.columns.find((one) => one.field === 'startOn')
    analysis.faults.push({
      sheet: row.sheet,
      row: row.row,
      column: column?.column ?? null,
      header: column?.header ?? null,
      field: 'startOn',
      kind: 'post_held_then',
      severity: 'error',
      message: other.endOn === null ? `这个岗位已登记从${other.startOn ?? ''}起由${other.name}担任。先改那次安排，或不导入这一行。` : `这个岗位到${other.endOn}前由${other.name}担任，任职日期不能早于${other.endOn}。`,
      value: row.startOn ?? '',
      suggested: null,
    })
  }
  return analysis
}

/** A checked row as the roster takes it in; null while its community or grid is not stored yet. */
export function intakeOf(row: RosterAnalysis['rows'][number], ids: PlaceIds): Intake | null {
  if (row.post === null || row.community === null) return null
  const communityId = ids.communities.get(row.community)
  if (communityId === undefined) return null
  const gridId = row.grid === null ? null : ids.grids.get(`${row.community}/${row.grid}`)
  if (gridId === undefined) return null
  const { name, sex, idNo, phone, policeNo, remark, extra } = row
  return { fields: { name, sex, idNo, phone, policeNo, orgText: null, remark, extra }, post: row.post, communityId, gridId, startOn: row.startOn }
}
