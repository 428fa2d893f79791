/** Who does something: stands in the audit log and in every row's created_by and updated_by. */
export interface Actor {
  /** Account id, or `cli:<OS user>`, or `system`. */
  id: string
  name: string
  carrier: 'window' | 'browser' | 'cli' | 'test' | 'system'
}
