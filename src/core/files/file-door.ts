import { accountStatements } from '../accounts/account-statements'
import { ownerOf, requirePresence } from '../accounts/presence'
import type { Connection } from '../connection'
import type { CoreServices } from '../core-services'
import { Refusal } from '../refusal'
import type { TicketFile } from './tickets'

/**
 * The one way by which a host hands a file to the core or takes one out, for whoever sits at the connection. A file needs
 * the same as a call: somebody signed in, the screen unlocked, no password owed. Before the first account exists the
 * founding page may hand in one workbook of places at a time; it can take nothing out.
 */

export const mostUpload = 60 * 1024 * 1024
export const tooLarge = (): Refusal => new Refusal('FILE_REFUSED', '文件超过60MB，没有读入。拆成几个文件再导入。', 'file_too_large')

/** Asked before a byte is read. @throws Refusal NOT_SIGNED_IN, SESSION_LOCKED, `must_change_password` */
export function requireUploader(services: CoreServices, connection: Connection): void {
  if (connection.signedIn === null && isBeingFounded(services)) return
  requirePresence(services, connection)
}

/** @throws Refusal as requireUploader, and FILE_REFUSED for a file too large or too many waiting */
export function acceptUpload(services: CoreServices, connection: Connection, file: TicketFile): string {
  requireUploader(services, connection)
  if (file.bytes.byteLength > mostUpload) throw tooLarge()
  return services.tickets.runAs(ownerOf(connection), () => {
    if (connection.signedIn === null) services.tickets.dropOwn()
    return services.tickets.acceptUpload(file)
  })
}

/**
 * `write` gets the file; where it throws, the ticket stays good: the target was open in WPS, and is closed now.
 * @throws Refusal NOT_SIGNED_IN, SESSION_LOCKED, `must_change_password`; FILE_REFUSED for a ticket that is used, past or another's
 */
export function takeDownload(services: CoreServices, connection: Connection, ticket: string, write: (file: TicketFile) => void): void {
  requirePresence(services, connection)
  services.tickets.runAs(ownerOf(connection), () => {
    const file = services.tickets.takeDownload(ticket)
    try {
      write(file)
    } catch (error) {
      services.tickets.giveBack(ticket, file)
      throw error
    }
  })
}

const isBeingFounded = (services: CoreServices): boolean => (services.database.reader.get(accountStatements.count, {})?.n ?? 0) === 0
