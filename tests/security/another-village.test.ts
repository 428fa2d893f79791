import { createHash } from 'node:crypto'
import { ORPCError } from '@orpc/client'
import { beforeAll, expect, test } from 'vitest'
import { isCommand } from '../../src/contract/commands'
import type { ProcedureName } from '../../src/contract/contract'
import { declaredErrors } from '../../src/contract/errors'
import { permissions } from '../../src/contract/permissions'
import type { Role } from '../../src/contract/roles'
import { downloadSchema } from '../../src/contract/values'
import { openTwoVillages, type TwoVillages } from '../stand/two-villages'
import type { SignedInCaller } from '../stand/station'
import { zipParts } from '../stand/zip-parts'
import { outputOf, procedureNames, procedureOf } from './contract-inputs'
import { inputsNaming, namesRows } from './village-inputs'

/**
 * Each role × each procedure × another village's ids, made from the contract: a new procedure is in here by itself. Every
 * answer, with every file it offers, is searched for every text and number that only the other village's records hold.
 */
let town: TwoVillages

/** A role and where: by post in the eastern village, by grant in either or over the township. */
type Held = `${Role}@${'east' | 'west' | 'township'}`
const roleOf = (held: Held): Role => held.split('@')[0] as Role
const placeOf = (held: Held): string => held.split('@')[1] ?? ''
const posts: Readonly<Partial<Record<Role, 'chief' | 'officer' | 'lead'>>> = { station_chief: 'chief', community_police: 'officer', grid_chief: 'lead' }

const inEast: readonly Held[] = ['station_chief@east', 'community_police@east', 'grid_chief@east', 'clerk@east', 'approver@east', 'district_viewer@east', 'auditor@east']
const further: readonly Held[] = ['clerk@west', 'approver@township', 'district_viewer@township']
/** Persons with a role here and another elsewhere, as offices have them. */
const mixed: readonly (readonly [Held, Held])[] = inEast.filter((held) => roleOf(held) !== 'auditor').flatMap((here) => further.filter((there) => roleOf(there) !== roleOf(here)).map((there) => [here, there] as const))

/** Commands that show something rather than change it: they may be asked again and again. */
const shows = (name: ProcedureName): boolean => !isCommand(name) || outputOf(name) === downloadSchema || name.endsWith('.reveal')
/** Not listed as commands, because typing is no act of the office, and yet they write. */
const typing: ReadonlySet<ProcedureName> = new Set<ProcedureName>(['meetings.saveDraft', 'evaluations.saveDraft', 'evaluations.saveDrafts'])
const byRole = procedureNames.filter((name) => Array.isArray(permissions[name]))
const shown = byRole.filter((name) => shows(name) && !typing.has(name))
const changing = byRole.filter((name) => !shown.includes(name))
const mayCall = (name: ProcedureName, held: Held): boolean => (permissions[name] as readonly Role[]).includes(roleOf(held))

const callers = new Map<string, SignedInCaller>()
function callerOf(held: readonly Held[]): SignedInCaller {
  const key = held.join('+')
  const known = callers.get(key)
  if (known) return known
  const post = held.map((one) => posts[roleOf(one)]).find((one) => one !== undefined)
  const grants = held.filter((one) => posts[roleOf(one)] === undefined).map((one) => ({ role: roleOf(one), communityId: placeOf(one) === 'township' ? null : town[placeOf(one) as 'east' | 'west'].id }))
  const caller = town.signIn(post ? town.eastern.people[post] : null, grants)
  callers.set(key, caller)
  return caller
}

/** The whole answer as text, with every file in it opened; a refusal as its sentence and data. */
async function answerTo(name: ProcedureName, held: readonly Held[], input: unknown): Promise<{ code: string; text: string }> {
  try {
    const answer = await procedureOf(callerOf(held).client, name)(input)
    return { code: 'DONE', text: JSON.stringify(answer) + (await fileIn(answer)) }
  } catch (error) {
    if (!(error instanceof ORPCError)) throw error
    return { code: error.defined && error.code in declaredErrors ? String(error.code) : `undeclared ${error.code}`, text: error.message + JSON.stringify(error.data ?? null) }
  }
}
async function fileIn(answer: unknown): Promise<string> {
  const ticket = downloadSchema.safeParse(answer)
  if (!ticket.success) return ''
  const open = async (bytes: Uint8Array): Promise<string> => {
    if (Buffer.from(bytes.subarray(0, 2)).toString('latin1') !== 'PK') return Buffer.from(bytes).toString('utf8')
    return Object.values(await zipParts(bytes)).join('\n')
  }
  const { bytes, fileName } = town.station.services.tickets.takeDownload(ticket.data.ticket)
  return fileName + (await open(bytes))
}

/** What the answer says that only one village's records hold, and that was not in the question. */
function told(text: string, input: unknown): string[] {
  const asked = JSON.stringify(input)
  return (['eastern', 'western'] as const).flatMap((side) => [...town[side].secrets].flatMap(([what, value]) => (text.includes(value) && !asked.includes(value) ? [`${side} ${what}`] : [])))
}

beforeAll(async () => {
  town = await openTwoVillages()
  for (const held of [...inEast.map((one) => [one]), ...further.map((one) => [one]), ...mixed]) callerOf(held)
  // What the calendar has due is done now, and is not mistaken for the work of who asks first.
  await town.clerk.client.evaluations.months({})
}, 240_000)

test('the villages hold enough to be found, and the attack knows every procedure', () => {
  expect(town.western.secrets.size).toBeGreaterThan(100)
  expect(new Set(town.western.secrets.values()).size).toBe(town.western.secrets.size)
  expect([...shown, ...changing].toSorted()).toEqual(byRole.toSorted())
  // Founding takes a file before there is any village.
  expect(procedureNames.filter((name) => !byRole.includes(name) && name !== 'station.initialise' && namesRows(name))).toEqual([])
})

test.each(shown)('%s shows a role of one village nothing of the other, and two roles together no more than each alone', async (name) => {
  const wrong: string[] = []
  const toldTo = async (held: readonly Held[], input: unknown): Promise<string[]> => {
    if (!held.some((one) => mayCall(name, one))) return []
    const { code, text } = await answerTo(name, held, input)
    if (/^(INTERNAL|undeclared .*)$/.test(code)) wrong.push(`${held.join(' + ')} is answered ${code} to ${JSON.stringify(input)}`)
    return told(text, input)
  }
  // The own village's rows as well, fewer of them: a second role must not lend its right here either.
  const inputs = [...inputsNaming(name, town, town.western), ...inputsNaming(name, town, town.eastern).filter((_, at) => at % 4 === 0)]
  const asked = new Set<string>()
  for (const input of inputs) {
    const alone = new Map<Held, readonly string[]>()
    for (const held of [...inEast, ...further]) alone.set(held, await toldTo([held], input))
    for (const held of inEast) for (const what of alone.get(held) ?? []) if (what.startsWith('western')) wrong.push(`${held} is told ${what} by ${JSON.stringify(input)}`)
    // One input of each kind of answer is enough for two roles together: files are slow to make.
    const answers = JSON.stringify([...alone])
    if (asked.has(answers)) continue
    asked.add(answers)
    for (const both of mixed) {
      const allowed = new Set(both.flatMap((held) => alone.get(held) ?? []))
      // Where both roles reach, a person knows by one what the other's paper leaves out.
      const apart = (what: string): boolean => what.startsWith('western') || !both.some((held) => placeOf(held) === 'township')
      for (const what of (await toldTo(both, input)).filter(apart)) if (!allowed.has(what)) wrong.push(`${both.join(' + ')} is told ${what} by ${JSON.stringify(input)}`)
    }
  }
  expect(wrong).toEqual([])
}, 300_000)

/** Everything stored but the audit log, which also records what was refused, and the digests of what is stored. */
function stored(): string {
  const { connection } = town.station.services.database
  const tables = connection.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'audit%' AND name <> 'table_digest' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name").all() as { name: string }[]
  const hash = createHash('sha256')
  for (const { name } of tables) hash.update(name).update(JSON.stringify(connection.prepare(`SELECT * FROM "${name}"`).all(), (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value)))
  return hash.digest('hex')
}

/** Commands that name no village at all and that each of these roles may give, since the list or book they change is not kept by village. */
const townWide: ReadonlySet<ProcedureName> = new Set<ProcedureName>(['leads.linkCases'])

test.each(changing.filter((name) => !townWide.has(name)))('%s changes nothing for whom no role reaches the village, and tells nothing of it', async (name) => {
  const wrong: string[] = []
  const reaches = (held: Held): boolean => mayCall(name, held) && placeOf(held) !== 'east'
  const refused = [...inEast.map((held) => [held] as const), ...mixed].filter((held: readonly Held[]) => held.some((one) => mayCall(name, one)) && !held.some(reaches))
  const before = stored()
  for (const input of inputsNaming(name, town, town.western))
    for (const held of refused) {
      const { code, text } = await answerTo(name, held, input)
      if (code === 'DONE' || /^(INTERNAL|undeclared .*)$/.test(code)) wrong.push(`${held.join(' + ')} is answered ${code} to ${JSON.stringify(input)}`)
      for (const what of told(text, input)) if (what.startsWith('western')) wrong.push(`${held.join(' + ')} is told ${what} by ${JSON.stringify(input)}`)
    }
  expect(wrong).toEqual([])
  expect(stored()).toBe(before)
}, 300_000)
