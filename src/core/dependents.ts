import { accountDependents } from './accounts/account-dependent-statements'
import type { Dependent, Foundation } from './database/dependent'
import type { Reader } from './database/reader'
import type { TownshipKey } from './database/township-key'
import { evaluationDependents } from './features/evaluations/evaluation-dependent-statements'
import { meetingDependents } from './features/meetings/meeting-dependent-statements'
import { rewardDependents } from './features/rewards/reward-dependent-statements'
import { rosterDependents } from './features/roster/roster-dependent-statements'

/** Every feature's answer to "what rests on these people, posts, grids and communities". */
export const dependents: readonly Dependent[] = [rosterDependents, accountDependents, evaluationDependents, meetingDependents, rewardDependents].flatMap((declared): Dependent[] => Object.values(declared))

/** Columns that hold such an id and keep nothing from being taken back, each with the reason. A test knows every column of the schema. */
export const restingOnNothing: Readonly<Record<string, string>> = {
  'org_unit.parent_id': 'points to the township, which no import makes',
  'community.id': 'the community itself',
  'person_term.person_id': 'derived from the name, removed with it',
  'reveal_log.person_id': 'a log: it keeps what was shown, whoever is gone since',
  'meeting_draft.cell_key': 'names a grid beside the community, which counts',
  'agenda_entry.cell_key': 'repeats grid_id',
  'lead.provider_enc': 'the sealed form of provider_mac',
  'reward_recipient.who_enc': 'the sealed form of who_mac',
  'eval_lock.snapshot_json': 'a month as it stood: complete by itself; its people count through eval_result',
  'eval_reopen.diff_json': 'a comparison as it stood, complete by itself',
  'meeting_seal.content_json': 'what was signed, complete by itself',
  'minutes_index.text': 'search words of minutes, derived from them',
  'import_batch.undo_json': 'rows that another import changed count as touched',
}

export interface Made {
  batchId: string
  personIds: readonly string[]
  /** Posts given to people who were known before. */
  tenures: readonly { personId: string; communityId: string }[]
  gridIds: readonly string[]
  communityIds: readonly string[]
  at: number
}
export interface Resting {
  what: string
  measure: string
  count: number
}

/** What has come to rest on what an import made, by the office's names for it. */
export function whatRestsOn(reader: Reader, key: TownshipKey, made: Made): Resting[] {
  const plain = foundationOf(made, (personId) => personId)
  const keyed = new Map<string, Foundation>()
  const found = new Map<string, { measure: string; ids: Set<string> }>()
  for (const dependent of dependents) {
    const { personsAs, what, measure } = dependent
    let on = personsAs === null ? plain : keyed.get(personsAs)
    if (on === undefined && personsAs !== null) keyed.set(personsAs, (on = foundationOf(made, (personId) => key.lookUp(personsAs, personId))))
    const ids = found.get(what)?.ids ?? new Set<string>()
    found.set(what, { measure, ids })
    for (const { id } of reader.all(dependent, on ?? plain)) ids.add(id)
  }
  return [...found].flatMap(([what, { measure, ids }]) => (ids.size === 0 ? [] : [{ what, measure, count: ids.size }]))
}

function foundationOf(made: Made, nameOf: (personId: string) => string): Foundation {
  return {
    persons: JSON.stringify(made.personIds.map(nameOf)),
    tenures: JSON.stringify(made.tenures.map(({ personId, communityId }) => ({ person: nameOf(personId), community: communityId }))),
    grids: JSON.stringify(made.gridIds),
    communities: JSON.stringify(made.communityIds),
    batch_id: made.batchId,
    since: made.at,
  }
}
