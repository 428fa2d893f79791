/** How a column or parameter is stored; a trailing `?` allows NULL. */
export type ColumnType = 'text' | 'text?' | 'integer' | 'integer?' | 'blob'
type ValueOf<T extends ColumnType> = T extends 'text' ? string : T extends 'text?' ? string | null : T extends 'integer' ? number : T extends 'blob' ? Uint8Array : number | null
export type Shape = Readonly<Record<string, ColumnType>>
export type Values<S extends Shape> = { [K in keyof S]: ValueOf<S[K]> }

/** A read: plain SQL, its parameters (`@name`) and the columns it gives. One test prepares each and compares. */
export interface Query<P extends Shape, R extends Shape> {
  readonly kind: 'query'
  readonly sql: string
  readonly params: P
  readonly row: R
}
/**
 * A write to one row of one table. Its parameters are named as the table's columns, so the change log's entry is the
 * parameters themselves: the whole changed field set.
 */
export interface Write<P extends Shape> {
  readonly kind: 'insert' | 'update'
  readonly table: string
  readonly sql: string
  readonly params: P
}
/** A write that the change log leaves out: ledgers, derived rows, the counters of a device. */
export interface LocalWrite<P extends Shape> {
  readonly kind: 'local'
  readonly sql: string
  readonly params: P
}
export type Statement = Query<Shape, Shape> | Write<Shape> | LocalWrite<Shape>

export const query = <P extends Shape, R extends Shape>(params: P, row: R, sql: string): Query<P, R> => ({ kind: 'query', sql, params, row })

export const insert = <P extends Shape & { id: 'text' }>(table: string, params: P, sql: string): Write<P> => ({ kind: 'insert', table, sql, params })

export const update = <P extends Shape & { id: 'text' }>(table: string, params: P, sql: string): Write<P> => ({ kind: 'update', table, sql, params })

export const local = <P extends Shape>(params: P, sql: string): LocalWrite<P> => ({ kind: 'local', sql, params })
