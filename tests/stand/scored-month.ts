import type { Client, SignedInCaller } from './station'
import { openSmallTownship, type SmallTownship } from './small-township'
import type { StandOptions } from './station'

/** A full team in the eastern community: chief, officer, and two grids with lead and auxiliary; the western one has a chief. */
export interface Team extends SmallTownship {
  chief: SignedInCaller
  officer: SignedInCaller
  lead: SignedInCaller
  otherLead: SignedInCaller
  people: { chief: string; officer: string; leads: [string, string]; auxes: [string, string] }
}

export const octoberScored = '2026-10'

export async function openTeam(options: StandOptions = {}): Promise<Team> {
  const township = await openSmallTownship({ now: Date.parse('2026-10-24T09:00:00+08:00'), ...options })
  const { east, seat, station } = township
  const [first, second] = east.grids
  const chief = (await seat({ post: 'station_chief', community: east }, '站长甲')).personId
  const officer = (await seat({ post: 'community_police', community: east }, '民警乙')).personId
  const leads: [string, string] = [(await seat({ post: 'grid_chief', community: east, grid: first }, '格长丙')).personId, (await seat({ post: 'grid_chief', community: east, grid: second }, '格长丁')).personId]
  const auxes: [string, string] = [(await seat({ post: 'aux_police', community: east, grid: first }, '警辅戊')).personId, (await seat({ post: 'aux_police', community: east, grid: second }, '警辅己')).personId]
  return {
    ...township,
    chief: await station.signedIn('station_chief'),
    officer: await station.signedIn('community_police'),
    lead: await station.signedIn('grid_chief'),
    otherLead: await station.signedIn('grid_chief', { passed: 1 }),
    people: { chief, officer, leads, auxes },
  }
}

type Key = Parameters<Client['evaluations']['sheet']>[0]
const codes = { aux: ['INFO', 'MEDIATE', 'STABILITY', 'DUTY', 'FEEDBACK', 'STYLE'], police: ['COLLECT', 'POPULATION', 'PREVENTION', 'DISPUTES', 'SERVICE'] } as const

/** Scores in tenths in the template's order, as the cells of a sheet. */
export const cellsOf = (kind: Key['kind'], scores: readonly (number | null)[], reason: string | null = null) =>
  (kind === 'police_by_chief' ? codes.police : codes.aux).map((code, at) => ({ code, scoreX10: scores[at] ?? null, reason }))

/** Drafts and hands in one sheet as its rater does. */
export async function score(rater: SignedInCaller, key: Key, scores: readonly number[], reason: string | null = null): Promise<void> {
  await rater.client.evaluations.saveDraft({ ...key, proxy: false, cells: cellsOf(key.kind, scores, reason) })
  const totalX10 = scores.reduce((sum, one) => sum + one, 0)
  await rater.client.evaluations.submit({ month: key.month, kind: key.kind, communityId: key.communityId, sheets: [{ rateeId: key.rateeId, totalX10 }] })
}

export const full = { aux: [200, 200, 150, 150, 150, 150], good: [180, 185, 130, 135, 140, 145], police: [190, 185, 180, 175, 170] } as const

/** All five sheets of the team, handed in. */
export async function scoreAll(team: Team, month = octoberScored): Promise<void> {
  const { people, east } = team
  const key = (kind: Key['kind'], rateeId: string): Key => ({ month, kind, communityId: east.id, rateeId })
  await score(team.chief, key('police_by_chief', people.officer), full.police)
  await score(team.officer, key('aux_by_police', people.auxes[0]), full.good)
  await score(team.officer, key('aux_by_police', people.auxes[1]), full.aux)
  await score(team.lead, key('aux_by_grid_chief', people.auxes[0]), full.aux)
  await score(team.otherLead, key('aux_by_grid_chief', people.auxes[1]), full.good)
}

/** A scan that passes for one: PDF by its first bytes. */
export const scanTicket = (team: Pick<SmallTownship, 'station'>, fileName = '评分表.pdf'): string =>
  team.station.services.tickets.acceptUpload({ fileName, bytes: Buffer.from('%PDF-1.4 signed sheet') })
