/** 张** for publicity and for who sees rewards masked; the surname alone stays. */
export function maskName(name: string): string {
  const [first = '', ...rest] = name.trim()
  return first + '*'.repeat(Math.max(1, rest.length))
}

/** ****1234, or nothing but stars for a short one. */
export const maskAccount = (account: string): string => `****${account.length > 8 ? account.slice(-4) : ''}`

/** An account as typed: digits alone, where separators stood. */
export const plainAccount = (written: string): string => written.normalize('NFKC').replaceAll(/[\s-]+/g, '')
