/** Fen of an amount typed in 元, as 2000, 2,000.50 or ￥500元; null for anything else. Never through a fraction of a number. */
export function fenTyped(text: string): number | null {
  const plain = text.normalize('NFKC').replaceAll(/[\s,¥元]/g, '')
  const parts = /^(-?)(\d{1,8})(?:\.(\d{1,2}))?$/.exec(plain)
  if (!parts) return null
  const fen = Number(parts[2]) * 100 + Number((parts[3] ?? '').padEnd(2, '0'))
  return parts[1] === '-' && fen !== 0 ? -fen : fen
}
