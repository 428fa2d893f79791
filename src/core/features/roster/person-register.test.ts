import { beforeEach, describe, expect, it } from 'vitest'
import { answerOf, changeOf, inventedPerson, openSmallTownship, type SmallTownship } from '../../../../tests/stand/small-township'
import type { Client } from '../../../../tests/stand/station'

let township: SmallTownship
let personId: string
const typed = inventedPerson('单小明', { sex: null })
beforeEach(async () => {
  township = await openSmallTownship()
  personId = (await township.seat({ post: 'station_chief', community: township.east }, '单小明', { person: typed })).personId
})
type Correction = Parameters<Client['roster']['correctPerson']>[0]
const correct = (change: Partial<Correction>) =>
  township.clerk.client.roster.correctPerson({ personId, rowVersion: 1, name: '单小明', sex: null, policeNo: null, orgText: null, dutyPhone: null, remark: null, ...change })
const clear = async (field: 'idNo' | 'phone'): Promise<string | null> => (await township.clerk.client.roster.reveal({ personId, field, reason: '核对' })).value
const page = () => township.clerk.client.roster.person({ personId })

describe('correcting a person', () => {
  it('changes what is given and keeps the numbers that are not', async () => {
    expect(await correct({ name: '曾小明', orgText: '居委会', dutyPhone: '0371-66660000', remark: '改名' })).toEqual({ rowVersion: 2 })
    expect(await page()).toMatchObject({ name: '曾小明', orgText: '居委会', dutyPhone: '0371-66660000', remark: '改名', rowVersion: 2 })
    expect([await clear('idNo'), await clear('phone')]).toEqual([typed.idNo, typed.phone])
  })

  it('finds the person by the new name and no longer by the old', async () => {
    await correct({ name: '仇小明' })
    const found = async (text: string): Promise<number> => (await township.clerk.client.roster.find({ text })).hits.length
    expect([await found('qxm'), await found('sxm'), await found('单小明')]).toEqual([1, 0, 0])
  })

  it('is refused to whoever saw an older version, and nothing is overwritten', async () => {
    await correct({ remark: '先到' })
    expect(await answerOf(correct({ remark: '后到' }))).toMatchObject({ code: 'CONFLICT' })
    expect((await page()).remark).toBe('先到')
  })

  it('is refused when somebody else has the identity number', async () => {
    const other = inventedPerson('查小红')
    await township.seat({ post: 'volunteer', community: township.east }, '查小红', { person: other })
    expect(await answerOf(correct({ idNo: other.idNo }))).toMatchObject({ rule: 'same_identity', field: 'idNo' })
    expect((await answerOf(correct({ idNo: typed.idNo }))).code).toBe('DONE')
  })

  it.each<[string, Partial<Correction>, string, string]>([
    ['a wrong check digit', { idNo: '410105199001010012' }, 'identity_number', 'idNo'],
    ['fifteen digits', { idNo: '410105900101001' }, 'identity_number', 'idNo'],
    ['a landline', { phone: '0371-66668888' }, 'phone_number', 'phone'],
    ['ten digits', { phone: '1380000123' }, 'phone_number', 'phone'],
    ['a police number that lost its zero', { policeNo: '12345' }, 'police_number', 'policeNo'],
    ['letters in a duty phone', { dutyPhone: '电话12345678' }, 'duty_phone', 'dutyPhone'],
    ['the other sex', { sex: '女' }, 'sex_contradicts', 'sex'],
  ])('refuses %s at its field', async (_, change, rule, field) => {
    expect(await answerOf(correct(change))).toMatchObject({ code: 'REFUSED', rule, field })
    expect((await page()).rowVersion).toBe(1)
  })

  it('normalises what is right but written differently, and derives birth date', async () => {
    const other = inventedPerson('某人')
    await correct({ idNo: ` ${other.idNo?.replaceAll(/\d/g, (digit) => String.fromCodePoint(digit.charCodeAt(0) + 0xfee0)) ?? ''} `, phone: '138 0000-4321' })
    expect([await clear('idNo'), await clear('phone')]).toEqual([other.idNo, '13800004321'])
    const digits = other.idNo ?? ''
    expect((await page()).birthOn).toBe(`${digits.slice(6, 10)}-${digits.slice(10, 12)}-${digits.slice(12, 14)}`)
  })

  it('forgets a number that is emptied', async () => {
    await correct({ idNo: null, phone: null })
    expect([await clear('idNo'), await clear('phone')]).toEqual([null, null])
    expect(await page()).toMatchObject({ idNoMasked: null, phoneMasked: null })
  })
})

describe('a new person', () => {
  it('is not added under an identity number that is known: the known one is named', async () => {
    const again = township.clerk.client.roster.change(changeOf({ post: 'volunteer', community: township.west }, { incoming: { kind: 'new', person: { ...inventedPerson('同号人'), idNo: typed.idNo } } }))
    const answer = await answerOf(again)
    expect(answer).toMatchObject({ rule: 'same_identity', field: 'incoming.person.idNo' })
    expect(answer.message).toContain('单小明')
    expect((await township.clerk.client.roster.people({ asOf: '2026-11-05' })).total).toBe(1)
  })
})

describe('showing a number', () => {
  it('asks a reason and notes who asked, when and why', async () => {
    expect((await answerOf(township.clerk.client.roster.reveal({ personId, field: 'phone', reason: ' ' }))).code).toBe('INVALID_INPUT')
    expect((await page()).reveals).toEqual([])
    await township.clerk.client.roster.reveal({ personId, field: 'phone', reason: '通知开会' })
    expect((await page()).reveals).toEqual([{ at: township.station.clock.now, by: township.clerk.login, field: 'phone', reason: '通知开会' }])
  })
})

describe('an export', () => {
  const take = async (client: Client, phones: 'masked' | 'clear', reason: string | null = null) => {
    const download = await client.roster.export({ asOf: '2026-11-05', communityId: null, phones, reason })
    const { bytes, fileName } = township.station.services.tickets.takeDownload(download.ticket)
    return JSON.stringify(await township.station.services.ports.readWorkbook(bytes, fileName))
  }
  const logged = () => township.station.services.database.connection.prepare('SELECT masked, reason, report FROM export_log').all()

  it('masks phones, and never carries an identity number', async () => {
    const cells = await take(township.clerk.client, 'masked')
    expect(cells).toContain('单小明')
    expect(cells).toContain(`${typed.phone?.slice(0, 3) ?? ''}****`)
    expect(cells).not.toContain(typed.phone)
    expect(await take(township.clerk.client, 'clear', '节日慰问')).not.toContain(typed.idNo)
    expect(logged()).toEqual([
      { masked: 1, reason: null, report: 'R1' },
      { masked: 0, reason: '节日慰问', report: 'R1' },
    ])
  })

  it('gives phones in clear to clerk and chief for a reason, and to nobody without', async () => {
    const chief = (await township.station.signedIn('station_chief', { communityId: township.east.id })).client
    for (const client of [township.clerk.client, chief]) {
      expect(await answerOf(take(client, 'clear'))).toMatchObject({ rule: 'reason_needed', field: 'reason' })
      expect(await take(client, 'clear', '节日慰问')).toContain(typed.phone)
    }
    expect(logged()).toHaveLength(2)
  })

  it.each(['auditor', 'district_viewer'] as const)('gives the %s masked phones only, whatever the reason', async (role) => {
    const { client } = await township.station.signedIn(role)
    expect(await answerOf(take(client, 'clear', '节日慰问'))).toMatchObject({ code: 'FORBIDDEN' })
    expect(await take(client, 'masked')).not.toContain(typed.phone)
  })

  it('can be fetched once', async () => {
    const { ticket } = await township.clerk.client.roster.export({ asOf: '2026-11-05', communityId: null, phones: 'masked', reason: null })
    const { tickets } = township.station.services
    expect(() => tickets.takeUpload(ticket)).toThrow('过期或用过')
    expect(tickets.takeDownload(ticket).bytes.byteLength).toBeGreaterThan(1000)
    expect(() => tickets.takeDownload(ticket)).toThrow('过期或用过')
  })
})
