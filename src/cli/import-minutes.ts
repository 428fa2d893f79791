import type { MinutesPreview } from '../contract/meetings-import'
import { minutesAccountWords } from '../domain/minutes-account'
import type { CommandCore } from './command-core'
import type { CommandLine, Outcome } from './command-line'

/**
 * Reads minutes and stores as minuted those that nothing stands against; with --preview nothing is stored. Exit 1 where
 * any was left out. What the splitter could not place is in `unplaced`, and kept with the stored minutes.
 */
export async function importMinutes({ services, client }: CommandCore, line: CommandLine, file: { fileName: string; bytes: Uint8Array }): Promise<Outcome> {
  const ticket = services.tickets.acceptUpload(file)
  const { minutes, source, text, normalised, account } = await client.meetingsImport.preview({ text: null, ticket })
  const preview = line.options['preview'] === true
  const worth = minutes.some(({ verdict }) => verdict !== 'refused')
  const done = preview || !worth ? { stored: [], refused: [] } : await client.meetingsImport.commit({ text, source, only: null })
  const stored = new Set(done.stored.map(({ index }) => index))
  const late = new Map(done.refused.map(({ index, reasons }) => [index, reasons]))
  const reasonsOf = (one: MinutesPreview): string[] => late.get(one.index) ?? one.refusals.map(({ reason }) => reason)
  const refused = minutes.filter((one) => reasonsOf(one).length > 0)
  const result = {
    ok: refused.length === 0,
    read: minutes.length,
    stored: stored.size,
    refused: refused.length,
    normalised,
    account,
    minutes: minutes.map((one) => ({ ...asWritten(one), stored: stored.has(one.index), refused: reasonsOf(one), doubts: one.doubts })),
  }
  const words = [
    `读到${minutes.length}篇纪要：${preview ? '预览，没有存，库里没有变动' : stored.size > 0 ? `已存${stored.size}篇（记录完成，未签字）` : '没有存，库里没有变动'}${refused.length > 0 ? `，拒绝${refused.length}篇` : ''}。`,
    ...(normalised > 0 ? [`已规范　原文有${normalised}个形近字或看不见的字符，已换成通用字或去掉。`] : []),
    minutesAccountWords(account),
    ...minutes.flatMap((one) => {
      const name = `${one.community ?? '（村社区不明）'}　${one.week ?? '（周次不明）'}`
      return [...reasonsOf(one).map((reason) => `拒绝　${name}　${reason}`), ...one.doubts.map((doubt) => `核对　${name}　${doubt}`), ...one.unplaced.map((rest) => `未归入　${name}　${rest.text}`)]
    }),
  ].join('\n')
  return { exit: preview ? 0 : refused.length > 0 || stored.size === 0 ? 1 : 0, result, words }
}

/** One meeting as the command's JSON has it: the agenda by codes A1 to D1, D1 being the measures decided. */
function asWritten(one: MinutesPreview) {
  const measures = [...one.items.flatMap(({ code, text }) => (code === 'D1' ? [text] : [])), ...one.decisions.map(({ text }) => text)].join('\n')
  const items = [...one.items.filter(({ code }) => code !== 'D1').map(({ code, grid, text }) => ({ code, grid, text })), ...(measures === '' ? [] : [{ code: 'D1', grid: null, text: measures }])]
  return {
    community: one.community,
    week: one.week,
    heldOn: one.heldOn,
    chief: one.chief,
    officer: one.officer,
    attendance: one.attendance.map(({ name, status, reason, proxyFor }) => ({ name, status, reason, proxyFor })),
    items,
    decisions: one.decisions.map(({ text, owner, dueOn }) => ({ text, owner, dueOn })),
    unplaced: one.unplaced.map(({ text }) => text),
    place: one.place,
    startTime: one.startTime,
    recorder: one.recorder,
  }
}
