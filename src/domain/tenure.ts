/** A stretch of days, half-open `[startOn, endOn)`: null start is "since before the records", null end "still". */
export interface Tenure {
  startOn: string | null
  endOn: string | null
}

export function holdsOn(tenure: Tenure, on: string): boolean {
  return (tenure.startOn === null || tenure.startOn <= on) && (tenure.endOn === null || tenure.endOn > on)
}

/** True when some day belongs to both. A handover day belongs to the incoming person alone, so it is no overlap. */
export function overlaps(a: Tenure, b: Tenure): boolean {
  const aStartsBeforeBEnds = a.startOn === null || b.endOn === null || a.startOn < b.endOn
  const bStartsBeforeAEnds = b.startOn === null || a.endOn === null || b.startOn < a.endOn
  return aStartsBeforeBEnds && bStartsBeforeAEnds
}
