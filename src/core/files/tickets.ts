import { createHash } from 'node:crypto'
import { ulid } from 'ulid'
import type { Download } from '../../contract/values'
import { Refusal } from '../refusal'

export interface TicketFile {
  fileName: string
  bytes: Uint8Array
}

const lifetime = 30 * 60_000
const mostWaiting = 24

/**
 * Files between a host and the core, named by one-time tickets so that no path and no name of the disk crosses.
 * Kept in memory for half an hour at most; the oldest gives way when too many wait.
 */
export class Tickets {
  private readonly waiting = new Map<string, TicketFile & { at: number; direction: 'up' | 'down' }>()

  constructor(private readonly now: () => number) {}

  private put(direction: 'up' | 'down', file: TicketFile): string {
    const limit = this.now() - lifetime
    for (const [ticket, held] of this.waiting) if (held.at < limit) this.waiting.delete(ticket)
    for (const ticket of this.waiting.keys()) {
      if (this.waiting.size < mostWaiting) break
      this.waiting.delete(ticket)
    }
    // Not the ascending ids of rows: whoever has one ticket must not be able to guess the next.
    const ticket = ulid()
    this.waiting.set(ticket, { ...file, at: this.now(), direction })
    return ticket
  }

  private take(direction: 'up' | 'down', ticket: string): TicketFile {
    const held = this.waiting.get(ticket)
    if (!held || held.direction !== direction || held.at < this.now() - lifetime)
      throw new Refusal('FILE_REFUSED', '文件凭据已过期或用过了。库里没有变动，重新选择文件。', 'ticket')
    this.waiting.delete(ticket)
    return { fileName: held.fileName, bytes: held.bytes }
  }

  acceptUpload(file: TicketFile): string {
    return this.put('up', { fileName: file.fileName.split(/[\\/]/).at(-1) ?? file.fileName, bytes: file.bytes })
  }
  takeUpload(ticket: string): TicketFile {
    return this.take('up', ticket)
  }
  /** Puts an upload back whose command was refused, under its old ticket: the person corrects the form, not the file. */
  giveBackUpload(ticket: string, file: TicketFile): void {
    this.waiting.set(ticket, { fileName: file.fileName, bytes: file.bytes, at: this.now(), direction: 'up' })
  }
  offerDownload(file: TicketFile, rows: number): Download {
    const sha256 = createHash('sha256').update(file.bytes).digest('hex')
    return { ticket: this.put('down', file), fileName: file.fileName, rows, sha256 }
  }
  /** Puts a file back that could not be written, under its old ticket. */
  giveBack(ticket: string, file: TicketFile): void {
    this.waiting.set(ticket, { ...file, at: this.now(), direction: 'down' })
  }
  takeDownload(ticket: string): TicketFile {
    return this.take('down', ticket)
  }
}
