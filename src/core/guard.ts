import { implement, ORPCError, type ORPCErrorConstructorMap } from '@orpc/server'
import { newId } from './new-id'
import { commandLabels, isCommand } from '../contract/commands'
import { contract, type ProcedureName } from '../contract/contract'
import { declaredErrors } from '../contract/errors'
import { permissions } from '../contract/permissions'
import type { HeldRole, Role } from '../contract/roles'
import { accountStatements } from './accounts/account-statements'
import { commandLineRoles, rolesByGrant, rolesByPost } from './accounts/held-roles'
import { ownerOf, refreshSession, requirePresence } from './accounts/presence'
import { Reach } from './accounts/reach'
import type { Caller } from './caller'
import type { Connection } from './connection'
import type { CoreServices } from './core-services'
import { withCallReads } from './database/call-reads'
import { isSqliteError } from './database/driver'
import { requireTrueRows } from './database/require-true-rows'
import { storageFault } from './database/storage-fault'
import type { Actor } from './database/actor'
import { dayAt } from './office-day'
import { Refusal } from './refusal'
import { WorkbookRefused } from './excel/workbook-refused'
import { StationFault } from './station-fault'

type Errors = ORPCErrorConstructorMap<typeof declaredErrors>

/** Calls that a resting screen makes by itself: they do not count as somebody being there. */
const unattended: ReadonlySet<ProcedureName> = new Set<ProcedureName>(['station.footing', 'station.status', 'station.drawing', 'accounts.current', 'changes.stream'])
/** What a locked session, or one that owes a new password, may still do. */
const whileLocked: ReadonlySet<ProcedureName> = new Set<ProcedureName>(['accounts.unlock', 'accounts.signOut', 'accounts.lock', 'station.footing', 'changes.stream'])
const beforeNewPassword: ReadonlySet<ProcedureName> = new Set<ProcedureName>([...whileLocked, 'accounts.changePassword', 'accounts.savePreferences'])

/** How long a command waits for another program that is writing, in milliseconds. */
const patience = 5000
const anotherWrites = '另一个程序正在写入。这一步没有存，稍等几秒重试。'

/**
 * Every call passes here first: session, then permission, then strict parse, then the handler.
 * Invariants: a handler never runs for a caller that the permission table does not name; a refused command leaves an
 * audit record; what is not a declared error reaches the screen as INTERNAL with a number and nothing else; no file and no
 * paper leaves before every row of the tables that it rests on was found as it was written.
 */
export function guarded(services: CoreServices) {
  return implement(contract)
    .$context<{ connection: Connection }>()
    .use(async ({ context, next, path, errors }) => {
      const procedure = path.join('.') as ProcedureName
      const { caller, granting } = identify(services, context.connection, procedure)
      try {
        admit(services, caller, granting)
        if (isCommand(procedure) && !(await services.database.writer.untilFree(patience))) throw new Refusal('CONFLICT', anotherWrites)
        return await services.tickets.runAs(ownerOf(context.connection), () => next({ context: { caller } }))
      } catch (error) {
        noteRefusal(services, caller, error)
        throw translate(services, procedure, error, errors)
      }
    })
    .use(({ next }) =>
      withCallReads(async (reads) => {
        const answer = await next()
        if (reads.afterVerifying.length > 0 || isPaper(answer.output)) await requireTrueRows(services.folder.database, reads.statements)
        for (const write of reads.afterVerifying) write()
        return answer
      }),
    )
}
export type Procedures = ReturnType<typeof guarded>

/** What is printed from the program, as against a file, which the export log names. */
const isPaper = (output: unknown): boolean => typeof output === 'object' && output !== null && 'papers' in output

/** `granting`: those of the person's roles that the permission table opens this procedure to. The others count for nothing in this call. */
function identify(services: CoreServices, connection: Connection, procedure: ProcedureName): { caller: Caller; granting: readonly HeldRole[] } {
  const today = dayAt(services.now())
  const { signedIn, operator, carrier } = connection
  const actor: Actor = operator
    ? { id: `cli:${operator}`, name: `命令行（${operator}）`, carrier }
    : signedIn
      ? { id: signedIn.accountId, name: signedIn.name, carrier }
      : { id: 'nobody', name: '未登录', carrier }
  refreshSession(services, connection)
  const roles = operator ? commandLineRoles : connection.signedIn ? rolesOf(services, connection.signedIn.accountId, today) : []
  const permission = permissions[procedure]
  const granting = Array.isArray(permission) ? roles.filter((held) => permission.includes(held.role)) : []
  const caller: Caller = {
    procedure,
    connection,
    actor,
    reach: Reach.of(granting),
    reachAs: (...named: readonly Role[]) => Reach.of(granting.filter((held) => named.includes(held.role))),
    today,
    commit: (work, describe) =>
      services.database.writer.run(actor, (tx) => {
        const result = work(tx)
        const about = describe?.(result)
        tx.audit({ action: procedure, outcome: 'done', targetTable: about?.table, targetId: about?.id ?? undefined, detail: about?.detail })
        return result
      }),
  }
  return { caller, granting }
}

/** @throws Refusal unless the permission table lets this caller call this procedure now */
function admit(services: CoreServices, caller: Caller, granting: readonly HeldRole[]): void {
  const { procedure, connection } = caller
  const permission = permissions[procedure]
  if (permission === 'public') return
  if (!connection.operator) {
    requirePresence(services, connection, { locked: whileLocked.has(procedure), owing: beforeNewPassword.has(procedure) })
    if (connection.signedIn && !unattended.has(procedure)) connection.signedIn.lastInputAt = services.now()
  }
  if (permission === 'signed_in') {
    if (connection.operator && procedure !== 'changes.stream' && procedure !== 'station.footing') throw new Refusal('FORBIDDEN', undefined)
    return
  }
  if (connection.operator && procedure === 'roster.reveal') throw new Refusal('FORBIDDEN', '命令行不显示明文号码。库里没有变动，请在窗口里登录后查看。')
  if (granting.length === 0) throw new Refusal('FORBIDDEN', undefined)
}

export function rolesOf(services: CoreServices, accountId: string, on: string): HeldRole[] {
  const { reader } = services.database
  const account = reader.get(accountStatements.byId, { id: accountId })
  return account ? [...rolesByPost(reader, account.person_id, on), ...rolesByGrant(reader, accountId)] : []
}

function noteRefusal(services: CoreServices, caller: Caller, error: unknown): void {
  if (!isCommand(caller.procedure)) return
  const rule = ruleOf(error)
  if (rule === null) return
  try {
    // The wait for another program is over by now: a second one would hold up every other call.
    const noted = services.database.writer.runIfFree(caller.actor, (tx) => tx.audit({ action: caller.procedure, outcome: 'refused', detail: { rule } }))
    if (noted === null) services.log.error('a refusal could not be audited while another program was writing', { procedure: caller.procedure, rule })
  } catch (failure) {
    services.log.error('a refusal could not be audited', { procedure: caller.procedure, label: commandLabels[caller.procedure], failure: String(failure) })
  }
}

/** What a refusal is named by; null for what is none: a malformed call, a fault of the program. */
function ruleOf(error: unknown): string | null {
  if (error instanceof Refusal) return error.rule || error.code
  if (error instanceof StationFault) return error.reason
  return error instanceof WorkbookRefused ? error.code : null
}

interface ZodIssue {
  path?: readonly PropertyKey[]
  message: string
}

const damagedFile = (cause: unknown): StationFault =>
  new StationFault('damaged_database', '数据文件已损坏，这一步没有办成，库里没有变动。请停止录入，由技术人员用最近一份好的备份恢复；恢复前可用 cli check 查看。', cause)

function translate(services: CoreServices, procedure: ProcedureName, thrown: unknown, errors: Errors): unknown {
  const error = isSqliteError(thrown, 'SQLITE_CORRUPT') || isSqliteError(thrown, 'SQLITE_NOTADB') ? damagedFile(thrown) : thrown
  if (error instanceof Refusal) {
    const sentence = error.sentence ?? declaredErrors[error.code].message
    if (error.code === 'REFUSED') return errors.REFUSED({ message: sentence, data: { rule: error.rule, field: error.field } })
    if (error.code === 'FILE_REFUSED') return errors.FILE_REFUSED({ message: sentence, data: { reason: error.rule } })
    if (error.code === 'INVALID_INPUT') return errors.INVALID_INPUT({ message: sentence, data: { fields: [{ path: error.field ?? '', message: sentence }] } })
    if (error.code !== 'INTERNAL') return errors[error.code]({ message: sentence })
  }
  if (error instanceof WorkbookRefused) return errors.FILE_REFUSED({ message: error.message, data: { reason: error.code } })
  if (error instanceof StationFault) return errors.FILE_REFUSED({ message: error.message, data: { reason: error.reason } })
  if (error instanceof ORPCError && error.code === 'BAD_REQUEST') {
    const issues = (error.data as { issues?: readonly ZodIssue[] } | undefined)?.issues ?? []
    const fields = issues.map((issue) => ({ path: (issue.path ?? []).map(String).join('.'), message: issue.message }))
    return errors.INVALID_INPUT({ data: { fields } })
  }
  if (isSqliteError(error, 'SQLITE_BUSY')) return errors.CONFLICT({ message: anotherWrites })
  const fault = storageFault(error)
  if (fault) {
    services.log.error('the disk refused', { procedure, reason: fault.reason })
    return errors.FILE_REFUSED({ message: fault.message, data: { reason: fault.reason } })
  }
  const correlationId = newId()
  services.log.error('a procedure failed', { procedure, correlationId, error: error instanceof Error ? error.name : typeof error, stack: error instanceof Error ? stackOnly(error) : undefined })
  return errors.INTERNAL({ data: { correlationId } })
}

/** The frames without the message: a message may quote a value. */
const stackOnly = (error: Error): string => (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at ')).join('\n')
