import type { RewardForm } from './reward-states'

export interface Share {
  shareFen: number
  goodsFen: number
}
export interface RewardAmounts {
  form: RewardForm
  cashFen: number
  goods: string | null
  goodsFen: number
  shares: readonly Share[]
}

export interface AmountFault {
  rule: string
  field: string
  words: string
}

/** I15 and the field rules of a reward: cash above zero or goods with a value; shares sum exactly; nobody gets nothing. */
export function amountFault(reward: RewardAmounts): AmountFault | null {
  const { form, cashFen, goodsFen, shares } = reward
  const goods = (reward.goods ?? '').trim()
  if (form !== 'goods' && cashFen <= 0) return { rule: 'cash_amount', field: 'cashFen', words: '现金奖励要有金额' }
  if (form === 'goods' && cashFen !== 0) return { rule: 'cash_amount', field: 'cashFen', words: '只发物品的奖励没有现金，金额填0' }
  if (form !== 'cash' && (goods === '' || goodsFen <= 0)) return { rule: 'goods_value', field: 'goodsFen', words: '物品要写名称和折价' }
  if (form === 'cash' && (goods !== '' || goodsFen !== 0)) return { rule: 'goods_value', field: 'goodsFen', words: '只发现金的奖励不写物品和折价' }
  const sum = (of: (share: Share) => number): number => shares.reduce((all, share) => all + of(share), 0)
  const wrong = (what: string, shared: number, whole: number): AmountFault => ({ rule: 'I15', field: 'recipients', words: `各人${what}合计${yuan(shared)}元，奖励${what}${yuan(whole)}元，差${yuan(Math.abs(whole - shared))}元` })
  const cash = sum((share) => share.shareFen)
  if (cash !== cashFen) return wrong('现金', cash, cashFen)
  const value = sum((share) => share.goodsFen)
  if (value !== goodsFen) return wrong('物品折价', value, goodsFen)
  if (shares.some((share) => share.shareFen < 0 || share.goodsFen < 0 || share.shareFen + share.goodsFen === 0)) return { rule: 'I15', field: 'recipients', words: '有受奖人的份额是0' }
  return null
}

/**
 * Splits an amount so that the parts sum exactly and differ by one fen at most; the first ones carry the odd fen.
 * @throws RangeError for no part at all
 */
export function equalShares(fen: number, parts: number): number[] {
  if (parts < 1) throw new RangeError('nobody to share with')
  const base = Math.floor(fen / parts)
  return Array.from({ length: parts }, (_, at) => base + (at < fen - base * parts ? 1 : 0))
}

/** 2,000.00 as paper has it. */
export function yuan(fen: number): string {
  const sign = fen < 0 ? '-' : ''
  const whole = String(Math.floor(Math.abs(fen) / 100)).replaceAll(/\B(?=(\d{3})+(?!\d))/g, ',')
  return `${sign}${whole}.${String(Math.abs(fen) % 100).padStart(2, '0')}`
}
