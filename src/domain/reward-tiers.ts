import { chineseNumeral } from './chinese-numeral'

/** One level of approval and the highest total, cash and goods, that may end with it. */
export interface ApprovalTier {
  office: string
  upToFen: number
}

/**
 * The program's labelled default (model.md [D]; the article gives no amount): who signs up to how much. Published rules
 * begin at 500 yuan and grow by level; a township sets its own.
 */
export const defaultTiers: readonly ApprovalTier[] = [
  { office: '警务站', upToFen: 50_000 },
  { office: '派出所', upToFen: 100_000 },
  { office: '镇分管领导', upToFen: 300_000 },
  { office: '镇主要负责人', upToFen: 1_000_000 },
]

/** Levels 1 … n that an amount needs; null where it goes beyond the last level. */
export function chainFor(tiers: readonly ApprovalTier[], totalFen: number): ApprovalTier[] | null {
  const last = tiers.findIndex((tier) => totalFen <= tier.upToFen)
  return last === -1 ? null : tiers.slice(0, last + 1)
}

/** 属1,001–3,000元档，三级审批 */
export function tierWords(tiers: readonly ApprovalTier[], totalFen: number): string {
  const chain = chainFor(tiers, totalFen)
  if (chain === null) return `超过最高一档${whole(tiers.at(-1)?.upToFen ?? 0)}元，没有层级可批`
  const below = tiers[chain.length - 2]?.upToFen
  const to = whole(chain.at(-1)?.upToFen ?? 0)
  return `属${below === undefined ? `${to}元以下` : `${whole(below + 100)}–${to}元`}档，${chineseNumeral(chain.length)}级审批`
}

/** Limits must grow, and every level needs an office. */
export function tiersFault(tiers: readonly ApprovalTier[]): string | null {
  if (tiers.length === 0) return '至少一级'
  const wrong = tiers.findIndex((tier, at) => tier.upToFen <= (tiers[at - 1]?.upToFen ?? 0))
  return wrong === -1 ? null : `${chineseNumeral(wrong + 1)}级的上限要高于前一级`
}

const whole = (fen: number): string => String(Math.floor(fen / 100)).replaceAll(/\B(?=(\d{3})+(?!\d))/g, ',')
