/** Somebody who acts on a reward: an account, a person of the roster, or a name alone (on paper, payers). */
export interface ActingPerson {
  accountId?: string | null
  personId: string | null
  name: string
}

/**
 * Whether two are one: by account or person where both are known, else by name. A shared name counts as the same
 * person, so that nobody signs for himself by leaving the roster out.
 */
export function samePerson(a: ActingPerson, b: ActingPerson): boolean {
  if (a.accountId && b.accountId && a.accountId === b.accountId) return true
  if (a.personId !== null && b.personId !== null) return a.personId === b.personId
  return plainName(a.name) === plainName(b.name)
}

/** A name as names are compared: a blank, a wide letter or a dot makes nobody another person. */
export const plainName = (name: string): string => name.normalize('NFKC').replaceAll(/[\s\u200B·•.]/g, '').toLowerCase()

/** I12: only these posts are rewarded. */
export const rewardedPosts = ['grid_chief', 'aux_police'] as const
export type RewardedPost = (typeof rewardedPosts)[number]
export const isRewardedPost = (post: string): post is RewardedPost => (rewardedPosts as readonly string[]).includes(post)
