import { userInfo } from 'node:os'
import { parseArgs } from 'node:util'
import { defaultDataDir } from '../core/database/default-data-dir'
import { Refusal } from '../core/refusal'
import { WorkbookRefused } from '../core/excel/workbook-refused'
import { storageFault } from '../core/database/storage-fault'
import { StationFault } from '../core/station-fault'
import type { CommandLine } from './command-line'
import { commands } from './commands'
import { WrongUse } from './wrong-use'

/**
 * The command line: the same core, the clerk's rights, exit 0 done, 1 refused or partly refused, 2 wrong use.
 * With --json exactly one JSON object stands on stdout.
 */
async function main(): Promise<number> {
  const line = readLine(process.argv.slice(2))
  const json = line.json
  try {
    const { exit, result, words } = await line.run(line)
    if (json) console.log(JSON.stringify(result))
    else console.log(words)
    return exit
  } catch (error) {
    if (error instanceof WrongUse) return fail(json, 2, 'wrong_use', error.message)
    if (error instanceof Refusal) return fail(json, 1, error.rule || error.code, error.message)
    if (error instanceof WorkbookRefused) return fail(json, 1, error.code, error.message)
    if (error instanceof StationFault) return fail(json, 1, error.reason, error.message)
    const declared = declaredError(error)
    if (declared) return fail(json, 1, declared.code, declared.message)
    const fault = storageFault(error)
    if (fault) return fail(json, 1, fault.reason, fault.message)
    console.error(error)
    return fail(json, 1, 'internal', '程序出错，这一步没有办成，之前保存的都在。')
  }
}

function fail(json: boolean, exit: number, reason: string, message: string): number {
  if (json) console.log(JSON.stringify({ ok: false, reason, message }))
  else console.error(message)
  return exit
}

function declaredError(error: unknown): { code: string; message: string } | null {
  if (!(error instanceof Error) || !('code' in error) || !('data' in error)) return null
  const data = error.data as { rule?: string; reason?: string; fields?: { message: string }[] } | undefined
  const detail = data?.fields?.map((field) => field.message).join('；')
  return { code: data?.rule ?? data?.reason ?? String(error.code), message: detail ? `${error.message}（${detail}）` : error.message }
}

function readLine(argv: string[]): CommandLine & { run: (line: CommandLine) => ReturnType<(typeof commands)[string] & object> } {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        data: { type: 'string' },
        json: { type: 'boolean', default: false },
        township: { type: 'string' },
        'area-code': { type: 'string' },
        preview: { type: 'boolean', default: false },
        'accept-valid': { type: 'boolean', default: false },
        'accept-unread': { type: 'boolean', default: false },
        out: { type: 'string' },
        port: { type: 'string' },
        community: { type: 'string' },
        'as-of': { type: 'string' },
        month: { type: 'string' },
        week: { type: 'string' },
        year: { type: 'string' },
      },
    })
    const [first = '', second = ''] = positionals
    const two = commands[`${first} ${second}`]
    const run = two ?? commands[first]
    if (!run) throw new WrongUse(`没有“${first || '（空）'}”这个命令。可用：${Object.keys(commands).join('、')}。`)
    return { run, json: values.json, dataDir: values.data ?? defaultDataDir(), files: positionals.slice(two ? 2 : 1), options: values, user: userInfo().username }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    process.exitCode = fail(argv.includes('--json'), 2, 'wrong_use', error instanceof WrongUse ? message : `命令写法不对：${message}`)
    process.exit()
  }
}

// Old calls of a library's own: nobody who reads our output can do anything about them.
process.noDeprecation = true
process.exitCode = await main()
