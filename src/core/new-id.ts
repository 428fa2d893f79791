import { monotonicFactory } from 'ulid'

/** A row's key: a ULID. Ids of one process ascend in the order they were made, so a table's pages fill in order. */
export const newId = monotonicFactory()
