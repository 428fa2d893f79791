/** Suggestions for who is rated this month, without the rewards that a registered bonus names as its source already. */
export function openSuggestions<Suggestion extends { personId: string; rewardNos: readonly string[] }>(
  suggestions: readonly Suggestion[],
  rated: ReadonlySet<string>,
  bonuses: readonly { rateeId: string; source: string }[],
): Suggestion[] {
  const isTaken = (one: Suggestion): boolean => bonuses.some((bonus) => bonus.rateeId === one.personId && one.rewardNos.some((rewardNo) => bonus.source.includes(rewardNo)))
  return suggestions.filter((one) => rated.has(one.personId) && !isTaken(one))
}
