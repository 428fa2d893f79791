import { z } from 'zod'
import { isCommand } from '../src/contract/commands'
import { contract, type ProcedureName } from '../src/contract/contract'
import { permissions } from '../src/contract/permissions'
import { roles, type Role } from '../src/contract/roles'

/** Neither a question nor a command with words of its own: they move a session, an import in hand or a draft. */
const notAsked: ReadonlySet<ProcedureName> = new Set<ProcedureName>([
  'station.openSample', 'station.leaveSample', 'station.cancelDrawing', 'accounts.lock', 'accounts.present', 'meetings.saveDraft', 'evaluations.saveDraft', 'evaluations.saveDrafts',
  'rosterImport.open', 'rosterImport.mapColumn', 'rosterImport.correct', 'rosterImport.decide', 'rosterImport.discard',
  'evaluationsImport.open', 'evaluationsImport.correct', 'evaluationsImport.leaveOut', 'evaluationsImport.discard',
  'rewardsImport.open', 'rewardsImport.correct', 'rewardsImport.decide', 'rewardsImport.discard', 'meetingsImport.preview', 'changes.stream',
])

/** Every question of the contract: a new procedure is among them by itself. */
export const questions = (Object.keys(permissions) as ProcedureName[]).filter((name) => !isCommand(name) && !notAsked.has(name))

export function askedBy(name: ProcedureName): readonly Role[] {
  const permission = permissions[name]
  return typeof permission === 'string' ? roles : permission
}

/** What a field of that name may hold, the most telling first. */
export type Facts = Readonly<Record<string, readonly unknown[]>>

const at = (tree: object, name: ProcedureName): unknown => name.split('.').reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], tree)
export const procedureOf = (client: object, name: ProcedureName): ((input: unknown) => Promise<unknown>) => at(client, name) as (input: unknown) => Promise<unknown>

function bare(schema: unknown): z.ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) return bare(schema.unwrap())
  return schema as z.ZodType
}
const mayLack = (schema: unknown): 'absent' | 'null' | null =>
  schema instanceof z.ZodOptional || schema instanceof z.ZodDefault ? 'absent' : schema instanceof z.ZodNullable ? 'null' : null

/** Each value that is worth trying in a field: all of a list of choices, every fact of its name, all shapes of an object. */
function valuesOf(key: string, schema: unknown, facts: Facts): unknown[] {
  const inner = bare(schema)
  if (inner instanceof z.ZodEnum) return [...inner.options]
  if (inner instanceof z.ZodLiteral) return [inner.value]
  if (inner instanceof z.ZodBoolean) return [true, false]
  if (inner instanceof z.ZodUnion) return inner.options.flatMap((option) => valuesOf(key, option, facts))
  if (inner instanceof z.ZodObject) return inputsOf(inner, facts)
  if (inner instanceof z.ZodArray) return valuesOf(key, inner.element, facts).slice(0, 1).map((one) => [one])
  const fitting = (facts[key] ?? []).filter((value) => inner.safeParse(value).success)
  return fitting.length > 0 ? fitting : Object.values(facts).flat().filter((value) => inner.safeParse(value).success).slice(0, 1)
}

/** The barest input, and for each field every other value it may have. @throws where a field that must be filled has no fact */
export function inputsOf(schema: unknown, facts: Facts): Record<string, unknown>[] {
  const inner = bare(schema)
  if (!(inner instanceof z.ZodObject)) return [{}]
  const fields = Object.entries(inner.shape).map(([key, field]) => ({ key, lack: mayLack(field), values: valuesOf(key, field, facts) }))
  const barest: Record<string, unknown> = {}
  for (const { key, lack, values } of fields) {
    if (lack === 'absent') continue
    if (lack === null && values.length === 0) throw new Error(`no fact fits the field ${key}: add one`)
    barest[key] = lack === 'null' ? null : values[0]
  }
  const others = fields.flatMap(({ key, lack, values }) => (lack === null ? values.slice(1) : values).map((value) => ({ ...barest, [key]: value })))
  return [barest, ...others]
}

export const inputSchemaOf = (name: ProcedureName): unknown => (at(contract, name) as { '~orpc': { inputSchema?: unknown } })['~orpc'].inputSchema
