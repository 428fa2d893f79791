import { ORPCError } from '@orpc/client'
import { beforeAll, describe, expect, test } from 'vitest'
import type { ProcedureName } from '../../src/contract/contract'
import type { Role } from '../../src/contract/roles'
import { openStation, type SignedInCaller, type Station } from '../stand/station'
import { holdsFields, inputOf, placesIn, procedureNames, procedureOf, roleFor, shapesOf, validInput, valueAt, withValue, wrongValues } from './contract-inputs'

let station: Station
const callers = new Map<Role, SignedInCaller>()

beforeAll(async () => {
  station = await openStation({ sample: true })
  for (const role of new Set(procedureNames.map(roleFor))) callers.set(role, await station.signedIn(role))
})

interface Refused {
  code: string
  defined: boolean
  fields: { path: string; message: string }[]
}

async function answerTo(name: ProcedureName, input: unknown): Promise<Refused | 'taken'> {
  const caller = callers.get(roleFor(name))
  if (!caller) throw new Error('nobody is signed in')
  try {
    await procedureOf(caller.client, name)(input)
    return 'taken'
  } catch (error) {
    if (!(error instanceof ORPCError)) throw error
    const data = error.data as { fields?: Refused['fields'] } | undefined
    return { code: error.code, defined: error.defined, fields: data?.fields ?? [] }
  }
}

const refused = { code: 'INVALID_INPUT', defined: true }
const shown = (path: readonly (string | number)[]): string => path.join('.')
const stored = (): string => {
  const { connection } = station.services.database
  const count = (table: string): unknown => connection.prepare(`SELECT count(*) AS n FROM ${table}`).get()
  return JSON.stringify(['change_log', 'audit_log', 'person', 'user_account', 'reveal_log', 'export_log', 'backup_log'].map(count))
}

test('the attack knows every procedure, and its valid inputs are valid', () => {
  expect(procedureNames.length).toBeGreaterThan(40)
  for (const name of procedureNames) {
    const schema = inputOf(name)
    for (let shape = 0; shape < shapesOf(schema); shape += 1) expect([name, schema.safeParse(validInput(schema, shape)).success]).toEqual([name, true])
  }
})

describe.each(procedureNames)('%s', (name) => {
  const schema = inputOf(name)
  const shapes = Array.from({ length: shapesOf(schema) }, (_, shape) => shape)

  test('refuses an unknown field, wherever it stands', async () => {
    const before = stored()
    for (const shape of shapes) {
      const valid = validInput(schema, shape)
      for (const place of placesIn(schema, shape).filter((one) => holdsFields(one.schema))) {
        const extended = { ...(valueAt(valid, place.path) as object), surprise: 1 }
        const answer = await answerTo(name, withValue(valid, place.path, extended))
        expect([shown(place.path), answer]).toMatchObject([shown(place.path), refused])
        expect(JSON.stringify(answer)).toContain('surprise')
      }
    }
    expect(stored()).toBe(before)
  })

  test('refuses a wrong type in every field, and names the field', async () => {
    const before = stored()
    for (const shape of shapes) {
      const valid = validInput(schema, shape)
      for (const place of placesIn(schema, shape))
        for (const wrong of wrongValues(place.schema)) {
          const answer = await answerTo(name, withValue(valid, place.path, wrong))
          const said = [shown(place.path), JSON.stringify(wrong)]
          expect([...said, answer]).toMatchObject([...said, refused])
          const named = answer === 'taken' ? [] : answer.fields.map((field) => field.path)
          expect([...said, named.some((path) => path === shown(place.path) || path.startsWith(`${shown(place.path)}.`) || place.path.length === 0)]).toEqual([...said, true])
        }
    }
    expect(stored()).toBe(before)
  })

  test('refuses to be called with nothing', async () => {
    expect(await answerTo(name, undefined)).toMatchObject(refused)
  })
})

test('who may not call learns nothing of the fields', async () => {
  const stranger = station.client({ carrier: 'test', operator: null, signedIn: null })
  const code = await procedureOf(stranger, 'accounts.create')({ surprise: 1 }).catch((error: unknown) => (error instanceof ORPCError ? error.code : 'none'))
  expect(code).toBe('NOT_SIGNED_IN')
})
