/** Shortest password; a default of ours, the article names none. */
export const passwordMinimum = 10

const kinds: readonly RegExp[] = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u]

/**
 * Why a password is refused, as a sentence, or null when it will do.
 * Rule: ten characters, two kinds of them, no login name inside, not one character over and over.
 */
export function passwordFault(password: string, login: string): string | null {
  if ([...password].length < passwordMinimum) return `密码至少${passwordMinimum}位，现在${[...password].length}位。`
  if (kinds.filter((kind) => kind.test(password)).length < 2) return '密码要用两类以上字符，如字母加数字。'
  if (new Set(password).size < 4) return '密码里重复的字符太多，换几个不同的字符。'
  if (login.length >= 3 && password.toLowerCase().includes(login.toLowerCase())) return '密码里不能有登录名。'
  return null
}

/** Half an hour, in milliseconds. */
export const longestRest = 30 * 60_000

/**
 * How long sign-in rests after wrong passwords in a row, in milliseconds: none for the first four,
 * then 30 s doubling to half an hour.
 */
export function backOffAfter(failures: number): number {
  if (failures < 5) return 0
  return Math.min(30_000 * 2 ** Math.min(failures - 5, 10), longestRest)
}
