import { AsyncLocalStorage } from 'node:async_hooks'
import { createHash } from 'node:crypto'
import { ulid } from 'ulid'
import type { Download } from '../../contract/values'
import { Refusal } from '../refusal'

export interface TicketFile {
  fileName: string
  bytes: Uint8Array
}
interface Waiting extends TicketFile {
  at: number
  direction: 'up' | 'down'
  /** Whose it is; undefined where the process itself, such as the command line, put it there. */
  owner: string | undefined
}

const lifetime = 30 * 60_000
const mostWaiting = 24
const megabyte = 1024 * 1024
/** Of one person: two files of the largest size, or many ordinary ones. A single larger one, such as a year's papers, may wait alone. */
const mostOfOne = 128 * megabyte
/** Of everybody: beyond it a new file is refused, since nobody's may push out another's. */
const mostOfAll = 512 * megabyte

/**
 * Files between a host and the core, named by one-time tickets so that no path and no name of the disk crosses.
 * Kept in memory for half an hour at most. Invariants: a ticket is good for the one it was given to; whoever has too much
 * waiting loses the own oldest, never another's.
 */
export class Tickets {
  private readonly waiting = new Map<string, Waiting>()
  private readonly owner = new AsyncLocalStorage<string>()

  constructor(private readonly now: () => number) {}

  /** What `work` puts and takes is this owner's, across everything it waits for. */
  runAs<T>(owner: string, work: () => T): T {
    return this.owner.run(owner, work)
  }

  /** @throws Refusal `too_many_files` */
  private put(direction: 'up' | 'down', file: TicketFile): string {
    // Not the ascending ids of rows: whoever has one ticket must not be able to guess the next.
    const ticket = ulid()
    this.putUnder(ticket, direction, file)
    return ticket
  }

  private putUnder(ticket: string, direction: 'up' | 'down', file: TicketFile): void {
    const limit = this.now() - lifetime
    for (const [known, held] of this.waiting) if (held.at < limit) this.waiting.delete(known)
    const owner = this.owner.getStore()
    const own = [...this.waiting].filter(([, held]) => held.owner === owner)
    let bytes = own.reduce((sum, [, held]) => sum + held.bytes.byteLength, file.bytes.byteLength)
    for (let oldest = own.shift(), count = own.length + 2; oldest && (count > mostWaiting || bytes > mostOfOne); oldest = own.shift(), count -= 1) {
      this.waiting.delete(oldest[0])
      bytes -= oldest[1].bytes.byteLength
    }
    const others = [...this.waiting.values()].reduce((sum, held) => sum + held.bytes.byteLength, 0)
    if (others > 0 && others + file.bytes.byteLength > mostOfAll) throw new Refusal('FILE_REFUSED', '等候处理的文件太多，没有读入，别人的文件都还在。先办完已选的文件，或过半小时再选。', 'too_many_files')
    this.waiting.set(ticket, { ...file, at: this.now(), direction, owner })
  }

  private take(direction: 'up' | 'down', ticket: string): TicketFile {
    const held = this.waiting.get(ticket)
    if (!held || held.direction !== direction || held.at < this.now() - lifetime || !this.isOwn(held))
      throw new Refusal('FILE_REFUSED', '文件凭据已过期或用过了。库里没有变动，重新选择文件。', 'ticket')
    this.waiting.delete(ticket)
    return { fileName: held.fileName, bytes: held.bytes }
  }

  private isOwn(held: Waiting): boolean {
    const owner = this.owner.getStore()
    return owner === undefined || held.owner === undefined || held.owner === owner
  }

  /** Forgets everything of this owner that waits. */
  dropOwn(): void {
    const owner = this.owner.getStore()
    for (const [ticket, held] of this.waiting) if (held.owner === owner) this.waiting.delete(ticket)
  }

  acceptUpload(file: TicketFile): string {
    return this.put('up', { fileName: file.fileName.split(/[\\/]/).at(-1) ?? file.fileName, bytes: file.bytes })
  }
  takeUpload(ticket: string): TicketFile {
    return this.take('up', ticket)
  }
  /** Puts an upload back whose command was refused, under its old ticket: the person corrects the form, not the file. */
  giveBackUpload(ticket: string, file: TicketFile): void {
    this.putUnder(ticket, 'up', { fileName: file.fileName, bytes: file.bytes })
  }
  offerDownload(file: TicketFile, rows: number): Download {
    const sha256 = createHash('sha256').update(file.bytes).digest('hex')
    return { ticket: this.put('down', file), fileName: file.fileName, rows, sha256 }
  }
  /** Puts a file back that could not be written, under its old ticket. */
  giveBack(ticket: string, file: TicketFile): void {
    this.putUnder(ticket, 'down', file)
  }
  takeDownload(ticket: string): TicketFile {
    return this.take('down', ticket)
  }
}
