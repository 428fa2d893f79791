import { addAccount, requirePasswordRule } from '../../accounts/account-register'
import { accountStatements } from '../../accounts/account-statements'
import { hashPassword } from '../../accounts/password'
import type { CoreServices } from '../../core-services'
import type { Procedures } from '../../guard'
import { refuse } from '../../refusal'
import { analyse } from '../roster-import/analyse'
import { storePlaces } from '../roster-import/commit'
import { addCommunity, foundTownship, kindOfCommunity, readTownship } from '../roster/organisation'
import { samplePassword, sampleAccounts } from '../../sample/sample-accounts'
import { requireWhole } from '../../imports/require-account'
import { stationStatements } from './station-statements'

export function stationProcedures(os: Procedures, services: CoreServices) {
  const { reader } = services.database
  const accountsMissing = (): boolean => (reader.get(accountStatements.count, {})?.n ?? 0) === 0
  return {
    status: os.station.status.handler(({ context: { caller } }) => {
      const township = readTownship(reader)
      const { ports } = services
      return {
        township: township ? { name: township.name, areaCode: township.areaCode } : null,
        needsAccounts: accountsMissing(),
        sample: ports.sample ? { accounts: sampleAccounts.map(({ login, name, role }) => ({ login, name, role })), password: samplePassword } : null,
        today: caller.today,
        versions: { ...ports.versions, host: ports.host, sqlite: services.database.sqliteVersion, schema: services.database.schema },
      }
    }),
    initialise: os.station.initialise.handler(async ({ input, context: { caller } }) => {
      if (!accountsMissing()) throw refuse('already_founded', '这个数据文件夹已经建好账号。没有重复建立，请登录。')
      if (input.township === null && !readTownship(reader)) throw refuse('township_needed', '先填乡镇名称和区划代码。', 'township.name')
      requirePasswordRule(input.admin.password, input.admin.login, 'admin.password')
      requirePasswordRule(input.clerk.password, input.clerk.login, 'clerk.password')
      const [adminHash, clerkHash] = await Promise.all([hashPassword(input.admin.password), hashPassword(input.clerk.password)])
      const file = input.placesTicket ? services.tickets.takeUpload(input.placesTicket) : null
      const workbook = file ? await services.ports.readWorkbook(file.bytes, file.fileName) : null
      if (workbook) requireWhole(workbook)
      const places = workbook ? analyse(services, { workbook, mapping: {}, corrections: [], decisions: [] }, caller.today) : null
      const made = caller.commit(
        (tx) => {
          if ((tx.get(accountStatements.count, {})?.n ?? 0) > 0) throw refuse('already_founded', '这个数据文件夹已经建好账号。没有重复建立，请登录。')
          if (input.township && !readTownship(tx)) foundTownship(tx, input.township.name, input.township.areaCode)
          const stored = places ? storePlaces(tx, places).made : { communityIds: [], gridIds: [] }
          const typed = [...new Set(input.communities)]
          for (const name of typed) addCommunity(tx, { name, areaCode: null, kind: kindOfCommunity(name, null) })
          const account = { personId: null, mustChangePassword: false }
          addAccount(tx, { ...account, login: input.admin.login, name: input.admin.name, passwordHash: adminHash, grants: [{ role: 'admin', communityId: null }] })
          addAccount(tx, { ...account, login: input.clerk.login, name: input.clerk.name, passwordHash: clerkHash, grants: [{ role: 'clerk', communityId: null }] })
          return { communities: stored.communityIds.length + typed.length, grids: stored.gridIds.length }
        },
        (result) => ({ table: 'org_unit', detail: result }),
      )
      services.feed.tell('station', services.now())
      return made
    }),
    openSample: os.station.openSample.handler(async () => {
      if (services.ports.sample) throw refuse('sample_open', '已经在示例镇里。')
      if (!services.ports.moveTo) throw refuse('no_sample_here', '这里不能打开示例镇。用命令行：cli sample --data 空文件夹。')
      await services.ports.moveTo('sample')
      return { reconnect: true as const }
    }),
    leaveSample: os.station.leaveSample.handler(async () => {
      if (!services.ports.sample || !services.ports.moveTo) throw refuse('no_sample_here', '现在不在示例镇里。')
      await services.ports.moveTo('home')
      return { reconnect: true as const }
    }),
    drawing: os.station.drawing.handler(({ context: { caller } }) => ({ running: services.drawings.of(caller.connection) })),
    cancelDrawing: os.station.cancelDrawing.handler(({ context: { caller } }) => {
      services.drawings.cancel(caller.connection)
      return {}
    }),
    footing: os.station.footing.handler(() => ({
      lastBackupAt: reader.get(stationStatements.lastBackup, {})?.at ?? null,
      lastChangeAt: reader.get(stationStatements.lastChange, {})?.at ?? null,
      sync: 'off' as const,
    })),
  }
}
