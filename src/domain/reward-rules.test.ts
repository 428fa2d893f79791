import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { balanceOf, overdraws } from './fund-balance'
import { amountFault, equalShares, yuan } from './reward-amounts'
import { dueWords, lastCollectionDay, lastPublicDay, markOf, stateOn } from './reward-deadlines'
import { samePerson } from './reward-people'
import { isGranted, isLive, nextSteps, rewardStateLabels, rewardStates, stepsFrom } from './reward-states'
import { caseKey, matterKey, subjectKey } from './reward-subject'
import { chainFor, defaultTiers, tiersFault, tierWords } from './reward-tiers'
import { maskAccount, maskName, plainAccount } from './reward-words'

describe('I14: the subject of a reward', () => {
  it.each([
    ['A4101055900002026053601', 'a410105590000 2026053601'],
    ['A4101055900002026053601', ' Ａ４１０１０５５９００００２０２６０５３６０１ '],
    ['公（刑）立字〔2026〕8号', '公（刑）立字〔2026〕 8 号'],
  ])('%s and %s are one case', (a, b) => expect(caseKey(a)).toBe(caseKey(b)))

  it('tells cases apart that differ by a figure, and hyphens are figures of a number', () => {
    expect(caseKey('A4101055900002026053601')).not.toBe(caseKey('A4101055900002026053602'))
    expect(caseKey('2026-1')).not.toBe(caseKey('20261'))
  })

  it('is the series where the case belongs to one, the incident before the matter', () => {
    const none = { caseNo: null, matter: null, incidentId: null, seriesId: null }
    expect(subjectKey({ ...none, basis: 'per_case', caseNo: 'a 1' })).toBe('case:A1')
    expect(subjectKey({ ...none, basis: 'per_case', caseNo: 'a 1', seriesId: 's' })).toBe('series:s')
    expect(subjectKey({ ...none, basis: 'per_matter', matter: '东侧 仓库，住人。' })).toBe('matter:东侧仓库住人')
    expect(subjectKey({ ...none, basis: 'per_matter', matter: '东侧仓库', incidentId: 'i' })).toBe('incident:i')
    for (const empty of [{ ...none, basis: 'per_case' as const, caseNo: '  ' }, { ...none, basis: 'per_matter' as const, matter: '，。' }, { ...none, basis: 'per_case' as const }]) expect(subjectKey(empty)).toBeNull()
  })

  it('does not change with case, width or blanks put anywhere', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z0-9]{4,24}$/), fc.array(fc.nat(24), { maxLength: 6 }), (number, places) => {
        const written = places.reduce((text, at) => `${text.slice(0, at)} ${text.slice(at).toLowerCase()}`, number)
        expect(caseKey(written)).toBe(number)
        expect(matterKey(`${written}。`)).toBe(number)
      }),
    )
  })
})

describe('I15: amounts and shares', () => {
  const cash = { form: 'cash' as const, goods: null, goodsFen: 0 }

  it('equal shares sum to the amount and differ by a fen at most', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000_000), fc.integer({ min: 1, max: 20 }), (fen, parts) => {
        const shares = equalShares(fen, parts)
        expect(shares.reduce((sum, share) => sum + share, 0)).toBe(fen)
        expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1)
        if (fen >= parts) expect(amountFault({ ...cash, cashFen: fen, shares: shares.map((shareFen) => ({ shareFen, goodsFen: 0 })) })).toBeNull()
      }),
    )
    expect(() => equalShares(1, 0)).toThrow(RangeError)
  })

  it('whatever is not exactly the sum is a fault that says the difference', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 6 }), (cashFen, shares) => {
        const sum = shares.reduce((all, share) => all + share, 0)
        const fault = amountFault({ ...cash, cashFen, shares: shares.map((shareFen) => ({ shareFen, goodsFen: 0 })) })
        expect(fault?.rule ?? null).toBe(sum === cashFen ? null : 'I15')
        if (fault) expect(fault.words).toContain(`差${yuan(Math.abs(sum - cashFen))}元`)
      }),
    )
  })

  it.each([
    ['cash of nothing', { ...cash, cashFen: 0, shares: [] }, 'cash_amount'],
    ['goods without a value', { form: 'goods' as const, cashFen: 0, goods: '米', goodsFen: 0, shares: [] }, 'goods_value'],
    ['goods without a name', { form: 'goods' as const, cashFen: 0, goods: ' ', goodsFen: 100, shares: [] }, 'goods_value'],
    ['cash beside goods alone', { form: 'goods' as const, cashFen: 1, goods: '米', goodsFen: 100, shares: [] }, 'cash_amount'],
    ['goods beside cash alone', { form: 'cash' as const, cashFen: 1, goods: '米', goodsFen: 100, shares: [] }, 'goods_value'],
    ['somebody who gets nothing', { ...cash, cashFen: 100, shares: [{ shareFen: 100, goodsFen: 0 }, { shareFen: 0, goodsFen: 0 }] }, 'I15'],
    ['goods that nobody gets', { form: 'both' as const, cashFen: 100, goods: '米', goodsFen: 50, shares: [{ shareFen: 100, goodsFen: 0 }] }, 'I15'],
  ])('refuses %s', (_, reward, rule) => expect(amountFault(reward)?.rule).toBe(rule))

  it('writes money as paper has it', () => expect([0, 5, 123_456_789, -40_000].map(yuan)).toEqual(['0.00', '0.05', '1,234,567.89', '-400.00']))
})

describe('the approval chain', () => {
  it('has as many levels as the amount needs, and none beyond the last', () => {
    expect([1, 50_000, 50_001, 200_000, 300_001, 1_000_000].map((fen) => chainFor(defaultTiers, fen)?.length)).toEqual([1, 1, 2, 3, 4, 4])
    expect(chainFor(defaultTiers, 1_000_001)).toBeNull()
    expect(tierWords(defaultTiers, 200_000)).toBe('属1,001–3,000元档，三级审批')
    expect(tierWords(defaultTiers, 30_000)).toBe('属500元以下档，一级审批')
    expect(tierWords(defaultTiers, 1_000_001)).toContain('没有层级可批')
  })

  it('never gets shorter with the amount', () => {
    const levels = (fen: number): number => chainFor(defaultTiers, fen)?.length ?? 0
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.nat(1_000_000), (a, b) => {
        expect(levels(Math.min(a, b))).toBeLessThanOrEqual(levels(Math.max(a, b)))
      }),
    )
  })

  it('needs limits that grow', () => {
    expect(tiersFault(defaultTiers)).toBeNull()
    expect(tiersFault([])).not.toBeNull()
    expect(tiersFault([{ office: '站', upToFen: 10 }, { office: '所', upToFen: 10 }])).toBe('二级的上限要高于前一级')
    expect(tiersFault([{ office: '站', upToFen: 0 }])).not.toBeNull()
  })
})

describe('days', () => {
  it('count collection from the day after the notice and publicity from its first day', () => {
    expect(lastCollectionDay('2026-10-30', 60)).toBe('2026-12-29')
    expect(lastPublicDay('2026-10-30', 5)).toBe('2026-11-03')
  })

  it('let a reward expire only the day after, and only while it waits', () => {
    const reward = (state: (typeof rewardStates)[number], expiresOn: string | null) => ({ state, expiresOn })
    expect(stateOn(reward('noticed', '2026-12-29'), '2026-12-29')).toBe('noticed')
    expect(stateOn(reward('publicised', '2026-12-29'), '2026-12-30')).toBe('expired')
    expect(stateOn(reward('paid', '2026-12-29'), '2027-01-01')).toBe('paid')
    expect(stateOn(reward('noticed', null), '2099-01-01')).toBe('noticed')
  })

  it('are marked yellow on the last three and red afterwards', () => {
    expect(['2026-11-02', '2026-11-03', '2026-11-05', '2026-11-06'].map((today) => markOf('2026-11-05', today))).toEqual(['green', 'yellow', 'yellow', 'red'])
    expect(['2026-11-02', '2026-11-05', '2026-11-06'].map((today) => dueWords('2026-11-05', today))).toEqual(['还剩3天', '今天到期', '已过1天'])
  })
})

describe('the states', () => {
  it('are all named, and what ends a reward is reached from every state but itself', () => {
    expect(Object.keys(rewardStateLabels)).toEqual([...rewardStates])
    expect(rewardStates.filter((state) => !stepsFrom.void.includes(state))).toEqual(['void'])
    expect(rewardStates.filter((state) => !isLive(state))).toEqual(['rejected', 'void'])
    expect(rewardStates.filter(isGranted)).toEqual(['approved', 'noticed', 'publicised', 'paid', 'filed'])
    expect(Object.keys(stepsFrom).toSorted()).toEqual([...nextSteps].toSorted())
  })
})

describe('people who must differ', () => {
  it('are one by account, by person, or by name where one of them is known by name alone', () => {
    const named = (name: string, personId: string | null = null, accountId: string | null = null) => ({ name, personId, accountId })
    expect(samePerson(named('甲', 'p'), named('乙', 'p'))).toBe(true)
    expect(samePerson(named('甲', 'p'), named('甲', 'q'))).toBe(false)
    expect(samePerson(named('甲', 'p'), named(' 甲 '))).toBe(true)
    expect(samePerson(named('甲', null, 'a'), named('乙', null, 'a'))).toBe(true)
    expect(samePerson(named('甲', null, 'a'), named('乙', null, 'b'))).toBe(false)
  })

  it('are masked by surname and stars, accounts by their last four figures', () => {
    expect(['查格长', '单', '欧阳某某'].map(maskName)).toEqual(['查**', '单*', '欧***'])
    expect(maskAccount('6222000011112222')).toBe('****2222')
    expect(maskAccount('12345678')).toBe('****')
    expect(plainAccount('６２２２ 0000-1111')).toBe('622200001111')
  })
})

describe('I19: a fund', () => {
  const change = fc.record({ budgetFen: fc.integer({ min: -1000, max: 3000 }), committedFen: fc.integer({ min: -1000, max: 1000 }), paidFen: fc.integer({ min: -1000, max: 1000 }) })

  it('never falls below nothing when every change that overdraws is refused, and replays to its balance', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 60 }), (changes) => {
        const kept: typeof changes = []
        for (const one of changes) if (!overdraws(balanceOf(kept), one)) kept.push(one)
        const replayed = balanceOf(kept)
        expect(replayed.balanceFen).toBe(kept.reduce((sum, one) => sum + one.budgetFen - one.committedFen - one.paidFen, 0))
        expect(replayed.balanceFen).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  it('takes back money even while an old ledger has it short', () => {
    const short = balanceOf([{ budgetFen: 0, committedFen: 0, paidFen: 500 }])
    expect(overdraws(short, { budgetFen: 100, committedFen: 0, paidFen: 0 })).toBe(false)
    expect(overdraws(short, { budgetFen: 0, committedFen: -1, paidFen: 1 })).toBe(false)
    expect(overdraws(short, { budgetFen: 0, committedFen: 1, paidFen: 0 })).toBe(true)
  })
})
