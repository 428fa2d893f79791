import { ORPCError } from '@orpc/server'
import { beforeEach, describe, expect, it } from 'vitest'
import { answerOf, changeOf, inventedPerson, openSmallTownship, type SmallTownship } from '../../../../tests/stand/small-township'

let township: SmallTownship
beforeEach(async () => {
  township = await openSmallTownship()
})
/** Where the screen puts the cursor and what it says there. */
async function fieldsOf(call: Promise<unknown>): Promise<{ path: string; message: string }[]> {
  const error: unknown = await call.then(() => null, (thrown: unknown) => thrown)
  if (!(error instanceof ORPCError)) throw new Error('it was not refused')
  const data = error.data as { fields?: { path: string; message: string }[]; field?: string }
  return data.fields ?? [{ path: data.field ?? '', message: error.message }]
}
const add = (name: string) => answerOf(township.clerk.client.roster.addCommunity({ name, areaCode: null }))

describe('names', () => {
  it.each(['西山\u200B社区', '\uFEFF西山社区', '西\u2066山社区\u2069', '西山 社区', '西⼭社区', '西山社区\uFFFE', '西山社区\uDB40\uDD00'])('%j looks like a community that is there, and is not stored beside it', async (name) => {
    expect(await add('西山社区')).toMatchObject({ code: 'DONE' })
    expect(await add(name)).toMatchObject({ code: 'REFUSED', rule: 'community_exists', field: 'name' })
  })

  it.each(['\u200B', '\u2060\uFEFF \u00AD', '\uFFFE\uFFFF', '\u2800'])('%j alone is no name, and is refused at its field', async (name) => {
    expect(await fieldsOf(township.clerk.client.roster.addCommunity({ name, areaCode: null }))).toEqual([{ path: 'name', message: '不能为空' }])
  })

  it('of rare characters stay as they are', async () => {
    expect(await add('𫰡𠮷䶮社区')).toMatchObject({ code: 'DONE' })
    const { communities } = await township.clerk.client.roster.board({ asOf: '2026-11-23' })
    expect(communities.map(({ name }) => name)).toContain('𫰡𠮷䶮社区')
  })
})

describe('days of office', () => {
  it.each(['0001-01-01', '1949-09-30', '1970-01-01', '2099-01-01', '9999-12-31'])('%s is refused with a sentence, and nobody is seated', async (onDate) => {
    const change = changeOf({ post: 'volunteer', community: township.east }, { onDate, incoming: { kind: 'new', person: inventedPerson('单小明') } })
    expect(await fieldsOf(township.clerk.client.roster.change(change))).toEqual([{ path: 'onDate', message: expect.stringMatching(/^.*(日期|1970).*。.+。$/) }])
    expect((await township.clerk.client.roster.find({ text: '单小明' })).hits).toEqual([])
  })
})
