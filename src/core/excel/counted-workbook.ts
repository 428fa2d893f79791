import { accountOfReading, type CountedWorkbook } from '../../domain/workbook-account'
import { countWorkbook } from './count/count-workbook'
import { readWorkbook } from './read-workbook'

/** Reads a workbook and counts it a second way, so that whatever the reader passed over is told with the answer. */
export async function readCountedWorkbook(bytes: Uint8Array, fileName: string): Promise<CountedWorkbook> {
  const workbook = await readWorkbook(bytes, fileName)
  return { ...workbook, account: accountOfReading(workbook.sheets, await countWorkbook(bytes)) }
}
