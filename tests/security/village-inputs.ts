import { z } from 'zod'
import { idSchema, ticketSchema } from '../../src/contract/values'
import type { ProcedureName } from '../../src/contract/contract'
import { months, weeks, type TwoVillages, type Village } from '../stand/two-villages'
import { bare, inputOf, validInput } from './contract-inputs'

/**
 * Inputs that name what a village has, made from the contract alone: every field that takes an id is filled with that
 * village's rows. A field with a name that nothing here knows throws, so that a new procedure cannot slip past the tests
 * that use this: teach it below whose id it takes.
 */
export function inputsNaming(name: ProcedureName, town: TwoVillages, village: Village): unknown[] {
  const variants = [...variantsOf(inputOf(name), { name, key: '', town, village })]
  return [...new Map(variants.map((input) => [JSON.stringify(input), input])).values()]
}

/** True where some field of the input takes an id or a file. */
export function namesRows(name: ProcedureName): boolean {
  const walk = (schema: unknown): boolean => {
    const inner = bare(schema)
    if (inner === idSchema || inner === ticketSchema) return true
    if (inner instanceof z.ZodObject) return Object.values(inner.shape).some(walk)
    if (inner instanceof z.ZodArray) return walk(inner.element)
    return inner instanceof z.ZodUnion && inner.options.some(walk)
  }
  return walk(inputOf(name))
}

interface Field {
  name: ProcedureName
  key: string
  town: TwoVillages
  village: Village
}

/** Rows of a village by what an input calls them, where that is not what the rows are called. */
const otherNames: Readonly<Record<string, string>> = {
  rateeId: 'personId', providerId: 'personId', ownerId: 'personId', recorderId: 'personId', proxyForId: 'personId', signerId: 'personId',
  outgoingAssignmentId: 'assignmentId', rewardIds: 'rewardId', duplicateOfId: 'leadId',
}
/** Ids that belong to no village: the township's books and lists, and files that nobody has uploaded. */
const nobodys = '01ARZ3NDEKTSV4RRFFQ69G5FAV'
const townshipIds = (town: TwoVillages): Readonly<Record<string, readonly string[]>> => ({
  fundId: [town.fundId], entryId: [nobodys], batchId: [nobodys], importId: [nobodys], phraseId: [nobodys], incidentId: [nobodys], ticket: [nobodys], scanTicket: [nobodys],
})

function idsFor({ name, key, town, village }: Field): readonly string[] {
  const ids = village.ids[otherNames[key] ?? key] ?? townshipIds(town)[key]
  if (!ids || ids.length === 0) throw new Error(`${name} takes an id "${key}", and the test does not know whose that is: teach village-inputs.ts, and let two-villages.ts make such a row`)
  return ids
}

/** What a field of this name should say to meet what the villages have. */
function wordsFor({ key, village }: Field): readonly unknown[] | undefined {
  if (key === 'month') return [months.locked, months.open]
  if (key === 'week') return [weeks.signed, weeks.typed]
  if (key === 'fromWeek') return [weeks.signed]
  if (key === 'toWeek') return [weeks.typed]
  if (key === 'year') return [2026]
  if (key === 'asOf' || key === 'on') return ['2026-11-03', '2026-10-20']
  if (key === 'text') return [village.secrets.get('民警姓名'), village.secrets.get('纪要C1'), village.secrets.get('普通待发案号')]
  if (key === 'limit') return [30]
  // Which version the rows have is not the point: the right one must be among them.
  if (key === 'rowVersion') return [1, 2, 3, 4, 5, 6, 7]
  return undefined
}

/** The field filled in once, then each of its other fillings alone, and a handful of mixtures: every filling stands in some input. */
function* variantsOf(schema: unknown, field: Field): Generator<unknown> {
  // A page begins where the last one ended, which differs by who asks.
  if (field.key === 'after') return yield bare(schema) instanceof z.ZodNumber ? 0 : undefined
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) {
    yield* variantsOf(schema.unwrap(), field)
    if (!(schema instanceof z.ZodDefault)) yield schema instanceof z.ZodNullable ? null : undefined
    return
  }
  if (schema === idSchema || schema === ticketSchema) return yield* idsFor(field)
  const words = wordsFor(field)?.filter((word) => bare(schema).safeParse(word).success)
  if (words && words.length > 0) return yield* words
  if (schema instanceof z.ZodUnion) {
    for (const option of schema.options) yield* variantsOf(option, field)
    return
  }
  if (schema instanceof z.ZodEnum) return yield* schema.options
  if (schema instanceof z.ZodBoolean) return yield* [true, false]
  if (schema instanceof z.ZodArray) {
    for (const element of variantsOf(schema.element, field)) yield [element]
    return
  }
  if (!(schema instanceof z.ZodObject)) return yield validInput(schema)
  const fillings = Object.entries(schema.shape).map(([key, part]) => [key, [...variantsOf(part, { ...field, key })]] as const)
  const pick = (choose: (count: number, key: string) => number): Record<string, unknown> => Object.fromEntries(fillings.map(([key, list]) => [key, list[choose(list.length, key)]]))
  const last = (count: number): number => count - 1
  for (const rest of [() => 0, last]) {
    yield pick(rest)
    for (const [varied, list] of fillings) for (let at = 0; at < list.length; at += 1) yield pick((count, key) => (key === varied ? at : rest(count)))
  }
  // Mixtures by strides that share no factor, so that two fields do not always move together.
  const strides = [1, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37]
  for (let turn = 1; turn <= mixtures; turn += 1) yield pick((count, key) => (turn * (strides[fillings.findIndex(([other]) => other === key) % strides.length] ?? 1)) % count)
}
const mixtures = 4
