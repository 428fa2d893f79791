import { pino } from 'pino'
import { createStream, type RotatingFileStream } from 'rotating-file-stream'
import type { Log } from '../ports'

/** Nothing under these names is ever written, should a caller slip. */
const personal = ['idNo', 'phone', 'password', 'oldPassword', 'newPassword', 'name', 'value', 'text', 'reason']

/** How long a log that could not be written rests before it is tried again, in milliseconds. */
const rest = 60_000

/**
 * One JSON line a fact in `station.log`; rotates at 5 MB and keeps ten files. No personal data.
 * A disk that is full or a folder that may not be written costs lines, never the program: they are counted, and the
 * count is the first line once the log can be written again.
 */
export function openLog(dir: string, now: () => number = Date.now): Log & { close(): void } {
  const lines = new LineFile(dir, now)
  const log = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime, redact: { paths: [...personal, ...personal.map((field) => `*.${field}`)], censor: '—' } }, lines)
  return {
    info: (fact, detail) => log.info(detail ?? {}, fact),
    error: (fact, detail) => log.error(detail ?? {}, fact),
    close: () => lines.close(),
  }
}

class LineFile {
  private stream: RotatingFileStream | null = null
  private restsUntil = Number.NEGATIVE_INFINITY
  private lost = 0
  /** Lines handed to the stream that it has not confirmed; a broken stream never does. */
  private waiting = 0

  constructor(
    private readonly dir: string,
    private readonly now: () => number,
  ) {}

  write(line: string): void {
    const stream = this.stream ?? this.open()
    if (stream === null) {
      this.lost += 1
      return
    }
    this.waiting += 1
    stream.write(line, (error) => {
      if (!error && stream === this.stream) this.waiting -= 1
    })
  }

  private open(): RotatingFileStream | null {
    const at = this.now()
    // A clock that was set back must not keep the log resting for years.
    if (at < this.restsUntil && at >= this.restsUntil - rest) return null
    let stream: RotatingFileStream
    try {
      stream = createStream('station.log', { path: this.dir, size: '5M', maxFiles: 10 })
    } catch {
      this.restsUntil = at + rest
      return null
    }
    // Without a listener the first line that cannot be written would end the whole program.
    stream.on('error', () => this.drop(stream))
    this.stream = stream
    if (this.lost > 0) {
      stream.write(`${JSON.stringify({ level: 50, time: new Date(at).toISOString(), lost: this.lost, msg: 'lines of the log could not be written' })}\n`)
      this.lost = 0
    }
    return stream
  }

  private drop(stream: RotatingFileStream): void {
    if (this.stream !== stream) return
    this.stream = null
    // Some faults come after the line that met them was confirmed.
    this.lost += Math.max(1, this.waiting)
    this.waiting = 0
    this.restsUntil = this.now() + rest
  }

  close(): void {
    this.stream?.end()
    this.stream = null
    this.restsUntil = Number.POSITIVE_INFINITY
  }
}
