import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { normaliseText } from '../domain/text/normalise-text'
import { contract } from './contract'

/** Strings that no person types as text, by the last name of their path, each with the reason. */
const noText: Readonly<Record<string, string>> = {
  password: 'compared with a hash and never shown',
  oldPassword: 'compared with a hash and never shown',
  newPassword: 'hashed and never shown',
  after: 'the opaque place where a page ended',
  sheet: 'names a sheet of an open import as its file does',
  kind: 'names a kind of fault that the import gave',
  key: 'names a setting, or a cell of the minutes, that must exist',
  code: 'names a dimension of the template in force',
  dimension: 'names a dimension of the template in force',
  choice: 'names a choice of a setting that must exist',
}
/** By its whole path: the handler sends it through the door and tells how much of it changed. */
const inTheHandler = ['meetingsImport.preview.text']
const hostile = ['东湖\uFFFE社区2026-11', '\u200B东\u2066湖社区1234', '⼀村⻢家\uD800营ABCDE', '\uFEFF1234567890', 'u\u0308ber 社\u00A0区 12']

interface Leaf {
  path: string
  schema: z.core.$ZodType
}

function leavesOf(schema: z.core.$ZodType, path: string): Leaf[] {
  const { def } = schema as unknown as { def: Record<string, unknown> & { type: string } }
  const under = (inner: unknown, name = ''): Leaf[] => leavesOf(inner as z.core.$ZodType, name === '' ? path : `${path}.${name}`)
  switch (def.type) {
    case 'string':
      return [{ path, schema }]
    case 'object':
      return Object.entries(def['shape'] as object).flatMap(([name, one]) => under(one, name))
    case 'array':
      return under(def['element'])
    case 'record':
      return [...under(def['keyType'], '(key)'), ...under(def['valueType'])]
    case 'union':
      return (def['options'] as unknown[]).flatMap((one) => under(one))
    case 'tuple':
      return (def['items'] as unknown[]).flatMap((one) => under(one))
    case 'pipe':
      return [...under(def['in']), ...under(def['out'])]
    case 'nullable':
    case 'optional':
    case 'default':
    case 'prefault':
    case 'nonoptional':
    case 'readonly':
    case 'catch':
      return under(def['innerType'])
    case 'intersection':
      return [...under(def['left']), ...under(def['right'])]
    case 'enum':
    case 'literal':
    case 'int':
    case 'number':
    case 'boolean':
    case 'null':
    case 'undefined':
    case 'void':
    case 'transform':
      return []
    default:
      throw new Error(`${path}: no way is known into a schema of type ${def.type}`)
  }
}

const inputs = Object.entries(contract).flatMap(([feature, procedures]) =>
  Object.entries(procedures).flatMap(([name, procedure]): Leaf[] => {
    const { inputSchema } = (procedure as unknown as { '~orpc': { inputSchema?: z.core.$ZodType } })['~orpc']
    return inputSchema === undefined ? [] : leavesOf(inputSchema, `${feature}.${name}`)
  }),
)
const nameOf = (path: string): string => path.split('.').at(-1) ?? ''

/** Whatever the schema lets pass has gone through the door. */
const takesInOnlyNormalised = ({ schema }: Leaf): boolean =>
  hostile.every((text) => {
    const read = z.safeParse(schema, text)
    return !read.success || (typeof read.data === 'string' && read.data === normaliseText(text).trim()) || read.data === normaliseText(text)
  })

describe('every text that a screen may send', () => {
  test('the walk finds the inputs', () => {
    expect(inputs.length).toBeGreaterThan(150)
    expect(inputs.map(({ path }) => path)).toEqual(expect.arrayContaining(['roster.addCommunity.name', 'meetings.addition.text', 'rewards.apply.fields.matter']))
  })

  test('goes through the one door, unless it is no text', () => {
    expect(inputs.filter((leaf) => noText[nameOf(leaf.path)] === undefined && !inTheHandler.includes(leaf.path) && !takesInOnlyNormalised(leaf)).map(({ path }) => path)).toEqual([])
  })

  test('a plain string would be found', () => {
    const plain = z.strictObject({ reason: z.string().trim().min(2).max(200).nullish(), rows: z.array(z.union([z.literal('x'), z.string()])) })
    expect(leavesOf(plain, 'x').filter((leaf) => !takesInOnlyNormalised(leaf)).map(({ path }) => path)).toEqual(['x.reason', 'x.rows'])
  })

  test('each exception is used', () => {
    expect(Object.keys(noText).filter((name) => !inputs.some(({ path }) => nameOf(path) === name))).toEqual([])
  })
})
