import type { ItemCode } from '../../../domain/meeting-agenda'
import type { AttendanceStatus } from '../../../domain/meeting-state'

/**
 * Minutes that come from a file, for `storeMinuted(tx, minutes)` in store-minuted.ts:
 * `(tx: Transaction, minutes: MinutesToStore) => { meetingId: string; unknown: string[] }`.
 * A name stands for whoever of the community's roster bears it on `heldOn`; a name off the roster is kept as written and
 * given back in `unknown`, and must be settled before the minutes can be signed.
 */
export interface MinutesToStore {
  communityId: string
  /** `2026-W45`; `heldOn` lies in it (else Refusal I28, field `heldOn`). */
  week: string
  heldOn: string
  /** `09:30` */
  startTime: string | null
  endTime: string | null
  place: string | null
  /** Names of who led for each side; null where the file names nobody. */
  chief: string | null
  officer: string | null
  recorder: string | null
  attendance: readonly { name: string; status: AttendanceStatus; reason: string | null }[]
  /** `gridId` for B1 to B5; `title` for X1 to X9. */
  items: readonly { code: ItemCode; gridId: string | null; title?: string; text: string }[]
  /** `dueOn` before `heldOn` is refused (`due_before_meeting`); null must be filled before signing. */
  decisions: readonly { text: string; owner: string | null; dueOn: string | null }[]
  /** The file's name, shown with the minutes. */
  source: string
}
