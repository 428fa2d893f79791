import { createHash } from 'node:crypto'
import type { Attachment } from '../../contract/attachments'
import type { Download } from '../../contract/values'
import type { CoreServices } from '../core-services'
import type { Reader } from '../database/reader'
import type { TownshipKey } from '../database/township-key'
import type { Transaction } from '../database/transaction'
import type { TicketFile, Tickets } from '../files/tickets'
import { newId } from '../new-id'
import { notFound, Refusal } from '../refusal'
import { attachmentStatements } from './attachment-statements'

export interface AttachmentOwner {
  table: string
  id: string
}

/** A scan of a page at 300 dpi is under 2 MB; ten pages and more fit. */
const mostBytes = 20 * 1024 * 1024

const signatures: readonly [mime: string, starts: readonly number[]][] = [
  ['application/pdf', [0x25, 0x50, 0x44, 0x46]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47]],
]

/**
 * Takes an uploaded scan of signed paper off its ticket: PDF, JPEG or PNG by its first bytes, whatever its name says.
 * @throws Refusal FILE_REFUSED, and nothing is stored
 */
export function takeScan(tickets: Tickets, ticket: string): TicketFile & { mime: string } {
  const file = tickets.takeUpload(ticket)
  const mime = signatures.find(([, starts]) => starts.every((byte, at) => file.bytes[at] === byte))?.[0]
  if (mime === undefined) throw new Refusal('FILE_REFUSED', '扫描件要用PDF、JPG或PNG。没有存，换一个文件重试。', 'scan_kind')
  if (file.bytes.byteLength > mostBytes) throw new Refusal('FILE_REFUSED', '扫描件超过20MB。没有存，降低清晰度重新扫描。', 'scan_size')
  return { ...file, mime }
}

/** Keeps a file with a record, sealed, in the command's own transaction. */
export function keepAttachment(tx: Transaction, key: TownshipKey, owner: AttachmentOwner, kind: Attachment['kind'], file: TicketFile & { mime: string }): string {
  const id = newId()
  tx.write(attachmentStatements.insert, {
    id,
    owner_table: owner.table,
    owner_id: owner.id,
    kind,
    file_name: file.fileName.slice(0, 120),
    mime: file.mime,
    bytes: file.bytes.byteLength,
    sha256: createHash('sha256').update(file.bytes).digest('hex'),
    created_at: tx.at,
    created_by: tx.actor.id,
  })
  tx.local(attachmentStatements.insertContent, { attachment_id: id, sealed: key.sealBytes(file.bytes, { table: 'attachment', rowId: id, column: 'sealed' }) })
  return id
}

export const attachmentsOf = (reader: Reader, owner: AttachmentOwner): Attachment[] =>
  reader.all(attachmentStatements.ofOwner, { owner_table: owner.table, owner_id: owner.id }).map(attachment)

/** The same of many records of one table, by their ids; who has none is not in the map. */
export function attachmentsOfMany(reader: Reader, table: string, ids: readonly string[]): ReadonlyMap<string, Attachment[]> {
  const found = new Map<string, Attachment[]>()
  for (const row of reader.all(attachmentStatements.ofOwners, { owner_table: table, owner_ids: JSON.stringify(ids) })) {
    const known = found.get(row.owner_id)
    if (known) known.push(attachment(row))
    else found.set(row.owner_id, [attachment(row)])
  }
  return found
}

type AttachmentRow = { id: string; kind: string; file_name: string; mime: string; bytes: number; sha256: string; created_at: number }
const attachment = (row: AttachmentRow): Attachment => ({
  attachmentId: row.id,
  kind: row.kind as Attachment['kind'],
  fileName: row.file_name,
  mime: row.mime,
  bytes: row.bytes,
  sha256: row.sha256,
  at: row.created_at,
})

/** Whose an attachment is, so that its feature can say who may see it. @throws Refusal NOT_FOUND */
export function ownerOf(reader: Reader, attachmentId: string): AttachmentOwner {
  const row = reader.get(attachmentStatements.byId, { id: attachmentId })
  if (!row) throw notFound()
  return { table: row.owner_table, id: row.owner_id }
}

/** Offers an attachment as a file to be saved; the caller's feature has checked that it may be seen. */
export function offerAttachment(services: CoreServices, attachmentId: string): Download {
  const { reader, key } = services.database
  const row = reader.get(attachmentStatements.byId, { id: attachmentId })
  const content = reader.get(attachmentStatements.content, { attachment_id: attachmentId })
  if (!row || !content) throw notFound()
  const bytes = key.openBytes(content.sealed, { table: 'attachment', rowId: attachmentId, column: 'sealed' })
  return services.tickets.offerDownload({ fileName: row.file_name, bytes }, 1)
}
