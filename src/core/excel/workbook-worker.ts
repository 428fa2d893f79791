import { parentPort, workerData } from 'node:worker_threads'
import { readCountedWorkbook } from './counted-workbook'
import { WorkbookRefused, type WorkbookAnswer } from './read-workbook'

async function answer(): Promise<WorkbookAnswer> {
  const { bytes, fileName } = workerData as { bytes: Uint8Array; fileName: string }
  try {
    return { workbook: await readCountedWorkbook(bytes, fileName) }
  } catch (error) {
    if (error instanceof WorkbookRefused) return { refused: { code: error.code, message: error.message } }
    throw error
  }
}

parentPort?.postMessage(await answer(), [])
