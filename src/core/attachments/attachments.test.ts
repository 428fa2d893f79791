import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readFileSync } from 'node:fs'
import { openSmallTownship, type SmallTownship } from '../../../tests/stand/small-township'
import { newId } from '../new-id'
import { attachmentsOf, keepAttachment, offerAttachment, ownerOf, takeScan } from './attachments'
import { attachmentStatements } from './attachment-statements'

const scan = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.from('签名页：曾一于十一月五日签字'.repeat(40))])
const actor = { id: 'test', name: '测试', carrier: 'test' } as const

describe('attachments', () => {
  let township: SmallTownship
  beforeAll(async () => {
    township = await openSmallTownship()
  })
  afterAll(() => township.station.close())

  it('keep a scan with its record and give back the same bytes', () => {
    const { services } = township.station
    const owner = { table: 'meeting', id: newId() }
    const file = takeScan(services.tickets, services.tickets.acceptUpload({ fileName: '纪要签字页.pdf', bytes: scan }))
    const id = services.database.writer.run(actor, (tx) => keepAttachment(tx, services.database.key, owner, 'signed_scan', file))
    expect(attachmentsOf(services.database.reader, owner)).toMatchObject([{ attachmentId: id, fileName: '纪要签字页.pdf', mime: 'application/pdf', bytes: scan.byteLength }])
    expect(ownerOf(services.database.reader, id)).toEqual(owner)
    const offered = offerAttachment(services, id)
    expect(Buffer.from(services.tickets.takeDownload(offered.ticket).bytes).equals(scan)).toBe(true)
  })

  it('never lie readable in the file, and do not open in another place', () => {
    const { services } = township.station
    services.database.connection.pragma('wal_checkpoint(TRUNCATE)')
    const stored = readFileSync(services.folder.database)
    expect(stored.includes(scan.subarray(20, 60))).toBe(false)
    const { reader, key } = services.database
    const [first] = services.database.connection.prepare('SELECT attachment_id FROM attachment_content').all() as { attachment_id: string }[]
    const content = reader.get(attachmentStatements.content, { attachment_id: first?.attachment_id ?? '' })
    expect(() => key.openBytes(content?.sealed ?? new Uint8Array(), { table: 'attachment', rowId: newId(), column: 'sealed' })).toThrow('改动')
  })

  it('refuse what is no scan by its first bytes, whatever its name says', () => {
    const { tickets } = township.station.services
    const ticket = tickets.acceptUpload({ fileName: '扫描.pdf', bytes: Buffer.from('<html>') })
    expect(() => takeScan(tickets, ticket)).toThrow('PDF、JPG或PNG')
  })

  it('can be neither changed nor removed', () => {
    const { connection } = township.station.services.database
    for (const sql of ['UPDATE attachment SET file_name = 1', 'DELETE FROM attachment', 'UPDATE attachment_content SET sealed = x\'00\'', 'DELETE FROM attachment_content'])
      expect(() => connection.exec(sql)).toThrow('append-only')
  })
})
