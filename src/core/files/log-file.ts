import { pino } from 'pino'
import { createStream } from 'rotating-file-stream'
import type { Log } from '../ports'

/** Nothing under these names is ever written, should a caller slip. */
const personal = ['idNo', 'phone', 'password', 'oldPassword', 'newPassword', 'name', 'value', 'text', 'reason']

/** One JSON line a fact in `station.log`; rotates at 5 MB and keeps ten files. No personal data. */
export function openLog(dir: string): Log & { close(): void } {
  const stream = createStream('station.log', { path: dir, size: '5M', maxFiles: 10 })
  const log = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime, redact: { paths: [...personal, ...personal.map((field) => `*.${field}`)], censor: '—' } }, stream)
  return {
    info: (fact, detail) => log.info(detail ?? {}, fact),
    error: (fact, detail) => log.error(detail ?? {}, fact),
    close: () => stream.end(),
  }
}
