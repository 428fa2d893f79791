import { describe, expect, test } from 'vitest'
import { cellText } from '../../src/domain/raw-workbook'
import { readWorkbook } from '../../src/core/excel/read-workbook'
import { generatedCsv } from '../stand/generated-csv'
import { Seeded } from '../stand/seeded'

/** Text files whose cells are known, since the file was made from them; no second reader has to be trusted. */
const count = Number(process.env['JINGWANG_GENERATED_WORKBOOKS'] ?? 50)
const firstSeed = Number(process.env['JINGWANG_GENERATED_SEED'] ?? 20_261)
const seeds = Array.from({ length: count }, (_, at) => firstSeed + at)

async function textsOf(bytes: Uint8Array, width: number): Promise<string[][]> {
  const [sheet] = (await readWorkbook(bytes, 'x.csv')).sheets
  return (sheet?.rows ?? []).map(({ cells }) => Array.from({ length: width }, (_, column) => cellText(cells[column] ?? null)))
}

const trimmed = (rows: readonly string[][]): string[][] => {
  const texts = rows.map((row) => row.map((text) => text.trim()))
  return texts.slice(0, texts.findLastIndex((row) => row.some((text) => text !== '')) + 1)
}

describe('generated text files', () => {
  test('are read cell by cell as they were written', async () => {
    for (const seed of seeds) {
      const { bytes, rows, delimiter, encoding } = generatedCsv(seed)
      expect([seed, delimiter, encoding, trimmed(await textsOf(bytes, rows[0]?.length ?? 0))]).toEqual([seed, delimiter, encoding, trimmed(rows)])
    }
  })

  test('with one broken byte lose no row, and mark no other', async () => {
    for (const seed of seeds) {
      const random = new Seeded(seed)
      const lines = Array.from({ length: 12 }, (_, at) => `${at},王秀兰,第一网格,13900010${String(at).padStart(3, '0')},岗位说明`)
      const bytes = Buffer.from(`序号,姓名,网格,电话,备注\n${lines.join('\n')}\n`)
      const starts = [...bytes.entries()].filter(([at, byte]) => byte === 10 && at < bytes.length - 1).map(([at]) => at + 1)
      const broken = [...bytes.entries()].filter(([, byte]) => byte > 0x7f).map(([at]) => at)
      const at = random.pick(broken)
      bytes[at] = random.pick([0xff, 0xfe, 0xc0, 0xf8])
      const [sheet] = (await readWorkbook(bytes, 'x.csv')).sheets
      const row = starts.filter((start) => start <= at).length + 1
      expect([seed, sheet?.rows.length, sheet?.rows.filter(({ damaged }) => damaged).map((line) => line.row)]).toEqual([seed, 13, [row]])
    }
  })
})
