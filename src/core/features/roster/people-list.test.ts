import { beforeAll, describe, expect, it } from 'vitest'
import type { PersonRow } from '../../../contract/roster'
import type { Post } from '../../../domain/post'
import { changeOf, inventedPerson, openSmallTownship, type SmallTownship } from '../../../../tests/stand/small-township'
import type { Client } from '../../../../tests/stand/station'

let township: SmallTownship
const ids = new Map<string, string>()
const on = '2026-11-05'
const surnames = [...'单曾仇解查任华赵钱孙李周吴郑王']
const givenNames = ['小明', '小红', '志成', '小明', '建国']

beforeAll(async () => {
  township = await openSmallTownship()
  const { east, west, clerk } = township
  const places = [east, west]
  const post: Post[] = ['volunteer', 'building_head', 'enforcement_member']
  for (const [at, surname] of surnames.entries())
    for (const [more, given] of givenNames.entries()) {
      const community = places[(at + more) % 2] ?? east
      const { personId, assignmentId } = await township.seat({ post: post[(at + more) % 3] ?? 'volunteer', community }, surname + given)
      ids.set(`${surname}${given}/${more}`, personId)
      if (more === 4) await clerk.client.roster.change(changeOf({ post: post[(at + more) % 3] ?? 'volunteer', community }, { onDate: '2026-10-01', outgoingAssignmentId: assignmentId }))
    }
  for (const name of ['单小明/0', '曾小红/1', '仇志成/2'])
    for (const community of places) await clerk.client.roster.change(changeOf({ post: 'clerk', community }, { incoming: { kind: 'known', personId: ids.get(name) ?? '' } }))
})

type Filter = Omit<Parameters<Client['roster']['people']>[0], 'asOf' | 'after' | 'limit'> & { asOf?: string }
async function walk(filter: Filter, limit: number, client: Client = township.clerk.client): Promise<{ people: PersonRow[]; totals: number[]; pages: number }> {
  const people: PersonRow[] = []
  const totals: number[] = []
  let after: string | null = null
  for (let pages = 1; ; pages += 1) {
    const page: { people: PersonRow[]; next: string | null; total: number } = await client.roster.people({ asOf: on, ...filter, limit, after })
    expect(page.people.length).toBeLessThanOrEqual(limit)
    people.push(...page.people)
    totals.push(page.total)
    if (page.next === null) return { people, totals, pages }
    after = page.next
    if (pages > 500) throw new Error('the pages do not end')
  }
}
const serving = (): string[] => [...ids].filter(([name]) => !name.endsWith('/4')).map(([, id]) => id)
const former = (): string[] => [...ids].filter(([name]) => name.endsWith('/4')).map(([, id]) => id)
const sorted = (list: readonly string[]): string[] => [...list].sort()

describe('the list of people, page by page', () => {
  const cases: [string, Filter, () => string[]][] = [
    ['serving by community', { sort: 'community' }, serving],
    ['serving by pinyin', { sort: 'pinyin' }, serving],
    ['former by pinyin', { sort: 'pinyin', state: 'former' }, former],
    ['former by community', { sort: 'community', state: 'former' }, former],
    ['all by pinyin', { sort: 'pinyin', state: 'all' }, () => [...ids.values()]],
    ['by text', { text: 'xm' }, () => [...ids].filter(([name]) => name.includes('小明')).map(([, id]) => id)],
    ['former by text', { text: '建国', state: 'former' }, former],
  ]
  it.each(cases)('visits everyone exactly once: %s', async (_, filter, wanted) => {
    expect(ids.size).toBe(75)
    for (const limit of [1, 2, 7, 30, 200]) {
      const { people, totals } = await walk(filter, limit)
      expect(sorted(people.map((person) => person.personId))).toEqual(sorted(wanted()))
      if (limit === 7) expect(new Set(totals)).toEqual(new Set([wanted().length]))
    }
  })

  it.each<[string, Filter]>([
    ['a community', { communityId: 'east' }],
    ['a community by pinyin', { communityId: 'west', sort: 'pinyin' }],
    ['a post', { post: 'volunteer' }],
    ['a post by pinyin', { post: 'volunteer', sort: 'pinyin' }],
    ['a post that some hold in both communities', { post: 'clerk' }],
    ['a post of a community', { post: 'building_head', communityId: 'east' }],
    ['a text in a community', { text: 'x', communityId: 'west' }],
    ['a text and a post', { text: 'shan', post: 'volunteer' }],
  ])('visits exactly once whoever fits: %s', async (_, filter) => {
    const communityId = filter.communityId === 'east' ? township.east.id : filter.communityId === 'west' ? township.west.id : null
    const { people: all } = await walk({ state: 'serving', sort: 'pinyin' }, 200)
    const wanted = all.filter((person) => {
      const held = person.posts.filter((post) => (communityId === null || post.communityId === communityId) && (!filter.post || post.post === filter.post))
      const text = filter.text === 'x' ? /[小解]/ : filter.text === 'shan' ? /单/ : /./
      return held.length > 0 && text.test(person.name)
    })
    expect(wanted.length).toBeGreaterThan(1)
    for (const limit of [1, 3, 200]) {
      const { people, totals } = await walk({ ...filter, communityId }, limit)
      expect(sorted(people.map((person) => person.personId))).toEqual(sorted(wanted.map((person) => person.personId)))
      expect(new Set(totals)).toEqual(new Set([wanted.length]))
    }
  })

  it.each([
    ['serving', ['单警']],
    ['former', ['曾走']],
    ['all', ['单警', '曾走']],
  ] as const)('visits whoever is or was in two communities once for an officer of both: %s', async (state, wanted) => {
    const { east, west, clerk, station } = await openSmallTownship()
    for (const [name, post] of [['单警', 'community_police'], ['曾走', 'volunteer']] as const) {
      const incoming = { kind: 'new', person: inventedPerson(name) } as const
      const first = await clerk.client.roster.change(changeOf({ post, community: east }, { incoming }))
      const second = await clerk.client.roster.change(changeOf({ post, community: west }, { incoming: { kind: 'known', personId: first.personId ?? '' } }))
      if (post === 'community_police') continue
      await clerk.client.roster.change(changeOf({ post, community: east }, { onDate: '2026-10-01', outgoingAssignmentId: first.assignmentId }))
      await clerk.client.roster.change(changeOf({ post, community: west }, { onDate: '2026-10-01', outgoingAssignmentId: second.assignmentId }))
    }
    const officer = await station.signedIn('community_police', { communityId: east.id })
    for (const limit of [1, 200]) {
      const { people, totals } = await walk({ state }, limit, officer.client)
      expect(people.map((person) => person.name).sort()).toEqual([...wanted].sort())
      expect(new Set(totals)).toEqual(new Set([wanted.length]))
    }
  })

  it('is sorted by pinyin, and by community in the board’s order and pinyin within', async () => {
    const byPinyin = (await walk({ sort: 'pinyin' }, 9)).people.map((person) => person.name)
    expect(byPinyin[0]).toMatch(/^华/)
    expect(byPinyin.slice(0, 3).every((name) => name.startsWith('华'))).toBe(true)
    expect(byPinyin.indexOf('解小明')).toBeGreaterThan(byPinyin.indexOf('王小红'))
    expect(byPinyin.indexOf('单志成')).toBeLessThan(byPinyin.indexOf('孙志成'))
    const byCommunity = (await walk({ sort: 'community' }, 9)).people
    const first = byCommunity.map((person) => (person.posts.some((post) => post.communityId === township.east.id) ? 0 : 1))
    expect(first).toEqual([...first].sort())
  })

  it('shows the posts of the day that is asked for', async () => {
    expect((await walk({ asOf: '2026-09-30' }, 50)).people.length).toBe(ids.size)
    expect((await walk({ asOf: '2026-02-28' }, 50)).people).toEqual([])
    const [person] = (await walk({ text: '单建国', state: 'former' }, 50)).people
    expect(person?.posts).toEqual([])
    expect((await walk({ text: '单建国', asOf: '2026-09-30' }, 50)).people[0]?.posts).toHaveLength(1)
  })

  it('answers the same when a page’s place is made up', async () => {
    const page = await township.clerk.client.roster.people({ asOf: on, after: 'x|y', limit: 5 })
    expect(page.people.length).toBeLessThanOrEqual(5)
  })
})

describe('the palette', () => {
  it('finds people, grids and communities in Chinese, pinyin and initials', async () => {
    const titles = async (text: string): Promise<string[]> => (await township.clerk.client.roster.find({ text, limit: 30 })).hits.map((hit) => hit.title)
    expect(await titles('qzc')).toContain('仇志成')
    expect(await titles('qzc')).toContain('钱志成')
    expect(await titles('zengxiaohong')).toContain('曾小红')
    expect(await titles('查志')).toEqual(['查志成'])
    expect(await titles('dongtang')).toContain('东塘社区')
    expect(await titles('dtsq')).toContain('东塘社区')
    expect(await titles('东塘社区第二')).toEqual(['东塘社区第二网格'])
    expect(await titles('没有这人')).toEqual([])
  })

  it('says where a person serves, and of who has left that they have', async () => {
    const [hit] = (await township.clerk.client.roster.find({ text: '单建国' })).hits
    expect(hit).toMatchObject({ kind: 'person', title: '单建国', detail: '已离任' })
  })
})
