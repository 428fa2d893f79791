import { Worker } from 'node:worker_threads'
import type { RawWorkbook } from '../../domain/raw-workbook'
import type { CountedWorkbook } from '../../domain/workbook-account'
import { readCsv } from './read-csv'
import { readXls } from './read-xls'
import { readXlsx } from './read-xlsx'
import { checkOle, workbookKind } from './workbook-kind'
import { refusals, workbookLimits, WorkbookRefused, type WorkbookRefusal } from './workbook-refused'

export { WorkbookRefused } from './workbook-refused'

export async function readWorkbook(bytes: Uint8Array, fileName: string): Promise<RawWorkbook> {
  if (bytes.length > workbookLimits.fileBytes) throw refusals.tooLarge()
  const kind = workbookKind(bytes)
  if (kind === 'text') return { fileName, format: 'csv', sheets: readCsv(bytes, fileName) }
  if (kind === 'ole') {
    checkOle(bytes)
    return { fileName, format: 'xls', sheets: await readXls(bytes) }
  }
  return { fileName, format: 'xlsx', sheets: await readXlsx(bytes) }
}

/** What the thread answers. */
export type WorkbookAnswer = { workbook: CountedWorkbook } | { refused: { code: WorkbookRefusal; message: string } }

/**
 * Reads in a thread of its own: a file that fills the memory or never ends takes only the thread with it.
 * `scriptUrl` is the built workbook-worker.
 */
export function readWorkbookInWorker(
  scriptUrl: URL,
  bytes: Uint8Array,
  fileName: string,
  milliseconds: number = workbookLimits.milliseconds,
): Promise<CountedWorkbook> {
  const copy = new Uint8Array(bytes)
  const worker = new Worker(scriptUrl, {
    workerData: { bytes: copy, fileName },
    transferList: [copy.buffer],
    resourceLimits: { maxOldGenerationSizeMb: workbookLimits.workerMegabytes },
  })
  return new Promise((resolve, reject) => {
    const settle = (finish: () => void) => {
      clearTimeout(timer)
      finish()
      void worker.terminate()
    }
    const timer = setTimeout(() => settle(() => reject(refusals.timeout())), milliseconds)
    worker.once('message', (answer: WorkbookAnswer) =>
      settle(() => ('workbook' in answer ? resolve(answer.workbook) : reject(new WorkbookRefused(answer.refused.code, answer.refused.message)))),
    )
    worker.once('error', (error: Error & { code?: string }) =>
      settle(() => reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? refusals.outOfMemory() : error)),
    )
    worker.once('exit', () => settle(() => reject(refusals.damaged())))
  })
}
