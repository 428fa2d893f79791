import { describe, expect, it } from 'vitest'
import { isCalendarDate } from '../../domain/calendar-date'
import { isIdentityNumber, sexOf } from '../../domain/identity-number'
import { posts } from '../../domain/post'
import { generateTownship } from './generate-township'
import { seatKey, type SampleTownship } from './sample-township'
import { servingAfter } from './seat-book'

const wish = { seed: 7, today: '2026-11-05' }
const township = generateTownship(wish)
const grids = (one: SampleTownship) => one.communities.flatMap((community) => community.grids)

describe('the invented township', () => {
  it('is the same for the same seed and day, and another for another seed', () => {
    expect(generateTownship(wish)).toEqual(township)
    expect(generateTownship({ ...wish, seed: 8 }).persons[5]).not.toEqual(township.persons[5])
  })

  it('has 27 communities with 137 grids and codes of 12 and 15 digits', () => {
    expect(township.communities).toHaveLength(27)
    expect(grids(township)).toHaveLength(137)
    expect(new Set(township.communities.map((community) => community.name)).size).toBe(27)
    expect(new Set(grids(township).map((grid) => grid.code)).size).toBe(137)
    for (const { areaCode, kind, grids: own } of township.communities) {
      expect(areaCode.slice(0, 9)).toBe(township.areaCode)
      const village = Number(areaCode.slice(9))
      expect(kind === 'residents_committee' ? village >= 1 && village <= 199 : village >= 200 && village <= 399).toBe(true)
      expect(own.length).toBeGreaterThanOrEqual(3)
      expect(own.length).toBeLessThanOrEqual(9)
      for (const grid of own) expect(grid.code).toMatch(new RegExp(`^${areaCode}\\d{3}$`))
    }
  })

  it('has the wished number of people in post', () => {
    expect(servingAfter(township.changes).size).toBe(890)
    expect(servingAfter(generateTownship({ ...wish, communities: 4, people: 200 }).changes).size).toBe(200)
    expect(new Set(township.changes.map((change) => change.post)).size).toBe(posts.length)
  })

  it('gives every person numbers that are valid and look reserved', () => {
    for (const person of township.persons) {
      expect(isIdentityNumber(person.idNo)).toBe(true)
      expect(Number(person.idNo.slice(14, 17))).toBeGreaterThanOrEqual(900)
      expect(sexOf(person.idNo)).toBe(person.sex)
      expect(person.phone).toMatch(/^1[3-9]\d0000\d{4}$/)
      if (person.policeNo !== null) expect(person.policeNo).toMatch(/^\d{6}$/)
      if (person.dutyPhone !== null) expect(person.dutyPhone).toMatch(/^[\d-]{7,13}$/)
    }
    const each = (of: (person: SampleTownship['persons'][number]) => string | null) => township.persons.flatMap((person) => of(person) ?? [])
    for (const numbers of [each((person) => person.idNo), each((person) => person.phone), each((person) => person.policeNo)]) expect(new Set(numbers).size).toBe(numbers.length)
    expect(each((person) => person.policeNo).some((number) => number.startsWith('0'))).toBe(true)
    expect(each((person) => person.dutyPhone).length).toBe(10)
  })

  it('has surnames that pinyin gets wrong, and namesakes', () => {
    const surnames = new Set(township.persons.map((person) => [...person.name][0]))
    for (const surname of '单曾仇解查任华') expect(surnames).toContain(surname)
    expect(new Set(township.persons.map((person) => person.name)).size).toBeLessThan(township.persons.length)
  })

  it('has a history: handovers within two years, some in mid-month, none after today', () => {
    const { changes } = township
    for (const change of changes) {
      expect(isCalendarDate(change.onDate)).toBe(true)
      expect(change.onDate <= wish.today).toBe(true)
    }
    const handovers = changes.filter((change) => change.outgoing !== null && change.incoming !== null && change.onDate > '2024-11-05' && !change.onDate.endsWith('-01'))
    for (const post of ['station_chief', 'community_police', 'grid_chief', 'aux_police', 'building_head'] as const) expect(handovers.some((change) => change.post === post)).toBe(true)
    expect(changes.some((change) => change.post === 'volunteer' && change.incoming === null)).toBe(true)
    expect(township.exemptions).toHaveLength(1)
  })

  it('leaves every vacated seat with its last holder and a document number', () => {
    const last = new Map(township.changes.map((change) => [seatKey(change), change]))
    const vacated = [...last.values()].filter((change) => change.incoming === null && change.post !== 'volunteer')
    expect(vacated.map((change) => change.post).toSorted()).toEqual(['aux_police', 'aux_police', 'grid_chief', 'grid_chief', 'station_chief'])
    for (const change of vacated) {
      expect(change.outgoing).not.toBeNull()
      expect(change.docNo).toMatch(/^青(政任|派人)〔2026〕\d+号$/)
    }
  })

  it('is whole at any size, seed and day', () => {
    for (const [seed, communities, today] of [[1, 2, '2028-02-29'], [2, 3, '2027-01-01'], [3, 60, '2026-12-31']] as const) {
      const other = generateTownship({ seed, communities, today })
      expect(other.communities).toHaveLength(communities)
      expect(other.persons.every((person) => isIdentityNumber(person.idNo))).toBe(true)
    }
  })
})
