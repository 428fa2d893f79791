import { z } from 'zod'
import { contract, type ProcedureName } from '../../src/contract/contract'
import { permissions } from '../../src/contract/permissions'
import { grantedRoles, type Role } from '../../src/contract/roles'

/** Reads the contract's input schemas, so that a new procedure or field is attacked without anyone remembering to. */
export const procedureNames = Object.keys(permissions) as ProcedureName[]

export type AnyProcedure = (input: unknown) => Promise<unknown>

/** The procedure of that name in a client (or in the contract): both have the contract's shape. */
function at(tree: object, name: ProcedureName): unknown {
  return name.split('.').reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], tree)
}
export const procedureOf = (client: object, name: ProcedureName): AnyProcedure => at(client, name) as AnyProcedure

export function inputOf(name: ProcedureName): z.ZodType {
  const { inputSchema } = (at(contract, name) as { '~orpc': { inputSchema?: unknown } })['~orpc']
  if (!(inputSchema instanceof z.ZodType)) throw new Error(`${name} takes an input without a schema`)
  return inputSchema
}

/** A role that may call it; one that an administrator grants where there is one, because it needs no post. */
export function roleFor(name: ProcedureName): Role {
  const permission = permissions[name]
  if (permission === 'public' || permission === 'signed_in') return 'clerk'
  const role = permission.find((one) => (grantedRoles as readonly Role[]).includes(one)) ?? permission[0]
  if (!role) throw new Error(`nobody may call ${name}`)
  return role
}

const candidates: readonly unknown[] = ['01ARZ3NDEKTSV4RRFFQ69G5FAV', '2026-11-05', '410105', '410105193001', '410105193001001', 'A', '文字示例', 'ceshi-mima-1', 1, 2, 2026, 50, '2026-W45', '09:30', '2026-11', '2026-10', 5, 'a'.repeat(64), 'C1']

/** The schema inside optional, nullable and default. */
export function bare(schema: unknown): z.ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) return bare(schema.unwrap())
  return schema as z.ZodType
}

/** An input that the schema takes, with every field filled and one entry in every list. */
export function validInput(schema: unknown, option = 0): unknown {
  const inner = bare(schema)
  if (inner instanceof z.ZodObject) return Object.fromEntries(Object.entries(inner.shape).map(([key, field]) => [key, validInput(field, option)]))
  if (inner instanceof z.ZodArray) return [validInput(inner.element, option)]
  if (inner instanceof z.ZodUnion) return validInput(inner.options[option % inner.options.length], option)
  if (inner instanceof z.ZodEnum) return inner.options[0]
  if (inner instanceof z.ZodLiteral) return inner.value
  if (inner instanceof z.ZodBoolean) return true
  const fitting = candidates.find((candidate) => inner.safeParse(candidate).success)
  if (fitting === undefined) throw new Error(`no candidate fits a field of kind ${inner.constructor.name}: add one`)
  return fitting
}

/** How many shapes an input has: as many as its widest union. */
export function shapesOf(schema: unknown): number {
  const inner = bare(schema)
  if (inner instanceof z.ZodObject) return Math.max(1, ...Object.values(inner.shape).map(shapesOf))
  if (inner instanceof z.ZodArray) return shapesOf(inner.element)
  return inner instanceof z.ZodUnion ? inner.options.length : 1
}

export type Path = readonly (string | number)[]

/** Every place in a valid input, from the whole of it (an empty path) to the last leaf. */
export function placesIn(schema: unknown, option = 0, path: Path = []): { path: Path; schema: unknown }[] {
  const inner = bare(schema)
  const here = { path, schema }
  if (inner instanceof z.ZodObject) return [here, ...Object.entries(inner.shape).flatMap(([key, field]) => placesIn(field, option, [...path, key]))]
  if (inner instanceof z.ZodArray) return [here, ...placesIn(inner.element, option, [...path, 0])]
  if (inner instanceof z.ZodUnion) return [here, ...placesIn(inner.options[option % inner.options.length], option, path).filter((place) => place.path.length > path.length)]
  return [here]
}

/** True where the place holds an object, so that an unknown field can be put into it. */
export function holdsFields(schema: unknown): boolean {
  const inner = bare(schema)
  return inner instanceof z.ZodObject || (inner instanceof z.ZodUnion && inner.options.every(holdsFields))
}

/** A copy of `input` with `value` at `path`. */
export function withValue(input: unknown, path: Path, value: unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined) return value
  const copy = structuredClone(input) as Record<string | number, unknown>
  copy[key] = withValue(copy[key], rest, value)
  return copy
}

export function valueAt(input: unknown, path: Path): unknown {
  return path.reduce<unknown>((node, key) => (node as Record<string | number, unknown>)[key], input)
}

/** Values of types that the place does not take; nothing here is asked of the schema itself. */
export function wrongValues(schema: unknown): unknown[] {
  const inner = bare(schema)
  const none = schema instanceof z.ZodNullable || (schema instanceof z.ZodOptional && schema.unwrap() instanceof z.ZodNullable) ? [] : [null]
  if (inner instanceof z.ZodNumber) return [...none, '1', {}, [1], true, Number.NaN, 1.5]
  if (inner instanceof z.ZodBoolean) return [...none, 'true', 1, {}, []]
  if (inner instanceof z.ZodArray) return [...none, 'text', 7, { 0: 'a' }]
  if (inner instanceof z.ZodObject) return [...none, 'text', 7, ['a'], true]
  if (inner instanceof z.ZodUnion) return [...none, 7, ['a'], true, { kind: 'no such kind' }]
  if (inner instanceof z.ZodEnum || inner instanceof z.ZodLiteral) return [...none, 'no such choice', 7, {}, ['a']]
  return [...none, 7, true, {}, ['a']]
}

export function outputOf(name: ProcedureName): z.ZodType {
  const { outputSchema } = (at(contract, name) as { '~orpc': { outputSchema?: unknown } })['~orpc']
  if (!(outputSchema instanceof z.ZodType)) throw new Error(`${name} answers without a schema`)
  return outputSchema
}
