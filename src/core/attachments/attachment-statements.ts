import { insert, local, query } from '../database/statement'

const attachment = {
  id: 'text', owner_table: 'text', owner_id: 'text', kind: 'text', file_name: 'text', mime: 'text', bytes: 'integer', sha256: 'text',
  created_at: 'integer', created_by: 'text',
} as const
const columns = Object.keys(attachment).join(', ')

export const attachmentStatements = {
  insert: insert('attachment', attachment, `
    INSERT INTO attachment (${columns})
    VALUES (@id, @owner_table, @owner_id, @kind, @file_name, @mime, @bytes, @sha256, @created_at, @created_by)`),
  insertContent: local({ attachment_id: 'text', sealed: 'blob' }, `
    INSERT INTO attachment_content (attachment_id, sealed) VALUES (@attachment_id, @sealed)`),
  ofOwner: query({ owner_table: 'text', owner_id: 'text' }, attachment, `
    SELECT ${columns} FROM attachment WHERE owner_table = @owner_table AND owner_id = @owner_id ORDER BY id`),
  /** `owner_ids`: a JSON list. */
  ofOwners: query({ owner_table: 'text', owner_ids: 'text' }, attachment, `
    SELECT ${Object.keys(attachment).map((name) => `t.${name}`).join(', ')} FROM json_each(@owner_ids) o CROSS JOIN attachment t ON t.owner_table = @owner_table AND t.owner_id = o.value ORDER BY t.id`),
  byId: query({ id: 'text' }, attachment, `SELECT ${columns} FROM attachment WHERE id = @id`),
  content: query({ attachment_id: 'text' }, { sealed: 'blob' }, `SELECT sealed FROM attachment_content WHERE attachment_id = @attachment_id`),
}
