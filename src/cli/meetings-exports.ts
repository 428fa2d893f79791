import { resolve } from 'node:path'
import { isIsoWeek } from '../domain/iso-week'
import { writeFileAtomically } from '../core/files/write-atomically'
import type { MeetingPaperWanted } from '../contract/meetings'
import type { CommandLine, Outcome } from './command-line'
import type { CommandCore } from './command-core'
import { communityNamed, optionText, withCore, type Commands } from './command'
import { WrongUse } from './wrong-use'

/** What an office files away: one week's minutes, one month's overview. */
export const meetingsExportCommands: Commands = {
  'export minutes': (line) => {
    const week = optionText(line, 'week')
    if (!isIsoWeek(week)) throw new WrongUse('--week 写成 2026-W45。')
    const name = optionText(line, 'community')
    return withCore(line, async (core) => {
      const communityId = await communityNamed(core, name)
      const meeting = await core.client.meetings.meeting({ communityId, week })
      if (meeting.heldOn === null) throw new WrongUse(`${name}${week}没有登记召开的例会。没有导出。`)
      return exported(core, line, { kind: 'minutes', communityId, week })
    })
  },
  'export meetings': (line) => {
    const month = optionText(line, 'month')
    if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) throw new WrongUse('--month 写成 2026-11。')
    return withCore(line, (core) => exported(core, line, { kind: 'overview', month }))
  },
}

async function exported({ client, services }: CommandCore, line: CommandLine, paper: MeetingPaperWanted): Promise<Outcome> {
  const out = resolve(optionText(line, 'out'))
  const download = await client.meetings.export({ paper })
  writeFileAtomically(out, services.tickets.takeDownload(download.ticket).bytes)
  return { exit: 0, result: { ok: true, file: out, rows: download.rows, sha256: download.sha256 }, words: `已导出：${out}` }
}
