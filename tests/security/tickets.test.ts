import { describe, expect, test } from 'vitest'
import { Refusal } from '../../src/core/refusal'
import { Tickets } from '../../src/core/files/tickets'
import { openStation } from '../stand/station'

const file = { fileName: '花名册.xlsx', bytes: new Uint8Array([1, 2, 3]) }
const minute = 60_000

function answer(take: () => { fileName: string }): string {
  try {
    return take().fileName
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    expect(error.message).toMatch(/。$/)
    return `${error.code} ${error.rule}`
  }
}
const refused = 'FILE_REFUSED ticket'

describe('a ticket', () => {
  const clock = { now: 0 }
  const tickets = new Tickets(() => clock.now)

  test('is good once, up or down', () => {
    const up = tickets.acceptUpload(file)
    expect([answer(() => tickets.takeUpload(up)), answer(() => tickets.takeUpload(up))]).toEqual([file.fileName, refused])
    const { ticket } = tickets.offerDownload(file, 1)
    expect([answer(() => tickets.takeDownload(ticket)), answer(() => tickets.takeDownload(ticket))]).toEqual([file.fileName, refused])
  })

  test('is good in its own direction only, and trying the other does not use it up', () => {
    const up = tickets.acceptUpload(file)
    const { ticket: down } = tickets.offerDownload(file, 1)
    expect([answer(() => tickets.takeDownload(up)), answer(() => tickets.takeUpload(down))]).toEqual([refused, refused])
    expect([answer(() => tickets.takeUpload(up)), answer(() => tickets.takeDownload(down))]).toEqual([file.fileName, file.fileName])
  })

  test('is gone after half an hour', () => {
    const [early, late] = [tickets.acceptUpload(file), tickets.acceptUpload(file)]
    clock.now += 29 * minute
    expect(answer(() => tickets.takeUpload(early))).toBe(file.fileName)
    clock.now += 2 * minute
    expect(answer(() => tickets.takeUpload(late))).toBe(refused)
  })

  test('cannot be guessed from another', () => {
    const made = Array.from({ length: 20 }, () => tickets.offerDownload(file, 1).ticket)
    expect(new Set(made.map((ticket) => ticket.slice(10))).size).toBe(20)
    expect(made.every((ticket) => /^[0-9A-HJKMNP-TV-Z]{26}$/.test(ticket))).toBe(true)
    for (const wrong of ['', '0'.repeat(26), made[0]?.toLowerCase() ?? '', '../station.sqlite']) expect(answer(() => tickets.takeDownload(wrong))).toBe(refused)
  })

  test('gives way when very many wait, so that memory has an end', () => {
    const first = tickets.acceptUpload(file)
    for (let n = 0; n < 40; n += 1) tickets.acceptUpload(file)
    expect(answer(() => tickets.takeUpload(first))).toBe(refused)
  })

  test('carries a name without its path', () => {
    for (const fileName of ['C:\\Users\\clerk\\花名册.xlsx', '/home/clerk/花名册.xlsx', '..\\..\\花名册.xlsx']) expect(tickets.takeUpload(tickets.acceptUpload({ ...file, fileName })).fileName).toBe('花名册.xlsx')
  })
})

test('a workbook that one person opened is not another person\'s', async () => {
  const station = await openStation()
  const [one, other] = [await station.signedIn('clerk'), await station.signedIn('clerk')]
  const bytes = new TextEncoder().encode('姓名,身份证号,岗位,村(社区)\n')
  const { importId } = await one.client.rosterImport.open({ ticket: station.services.tickets.acceptUpload({ fileName: 'a.csv', bytes }) })
  for (const call of [other.client.rosterImport.faults({ importId }), other.client.rosterImport.commit({ importId }), other.client.rosterImport.discard({ importId }), other.client.rosterImport.faultWorkbook({ importId, only: 'all' })])
    await expect(call).rejects.toMatchObject({ code: 'REFUSED', data: { rule: 'import_gone' } })
  expect((await one.client.rosterImport.faults({ importId })).faults).toEqual([])
})
