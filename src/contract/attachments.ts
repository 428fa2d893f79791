import { z } from 'zod'

/** A paper or file kept with a record. It is fetched through its owner's feature, which knows who may see it. */
export const attachmentSchema = z.object({
  attachmentId: z.string(),
  kind: z.enum(['signed_scan', 'source_file']),
  fileName: z.string(),
  mime: z.string(),
  bytes: z.int(),
  sha256: z.string(),
  at: z.int(),
})
export type Attachment = z.infer<typeof attachmentSchema>
