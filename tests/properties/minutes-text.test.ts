import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readMinutes, readWithSource } from '../../src/domain/minutes-text'
import { MinutesSource } from '../../src/domain/minutes-text-source'
import { minutesByHand, writtenToday } from '../stand/minutes-by-hand'

interface Truth {
  community: string
  held_on: string
  iso_week: string
  chief: string
  police: string
  recorder: string
  place: string
  present: string[]
  leave: Record<string, string>
  observers: string[]
  hearing: Record<string, Record<string, string>>
  discussed: { C1: string; C2: string }
  cases: { total: number; last_week: number }
  resolutions: { text: string; owner: string; due: string }[]
}

const fixtures = join(import.meta.dirname, '../fixtures')
const sample = readFileSync(join(fixtures, '周例会纪要-第45周.txt'), 'utf8')
const manifest = JSON.parse(readFileSync(join(fixtures, 'manifest.json'), 'utf8')) as { content: { '周例会纪要-第45周.txt': { truth: Truth[] } } }
const truths = manifest.content['周例会纪要-第45周.txt'].truth
const topicCodes: Record<string, string> = { 人员变动: 'B1', 纠纷调处: 'B2', 社情民意: 'B3', 涉稳动态: 'B4', 群防群治: 'B5' }

describe('the sample', () => {
  const read = readMinutes(sample, { today: writtenToday })

  test('is five minutes, each with nothing unplaced and nothing in doubt', () => {
    expect(read).toHaveLength(truths.length)
    expect(read.map(({ unplaced, doubts }) => ({ unplaced, doubts }))).toEqual(truths.map(() => ({ unplaced: [], doubts: [] })))
  })

  test.each(truths.map((truth, index) => [truth.community, truth, index] as const))('%s stands in the right items', (_, truth, index) => {
    const one = read[index]
    if (!one) throw new Error('not read')
    expect(one).toMatchObject({ community: truth.community, heldOn: truth.held_on, week: truth.iso_week, chief: truth.chief, officer: truth.police, recorder: truth.recorder, place: truth.place })
    const names = (status: string) => one.attendance.filter((attendee) => attendee.status === status).map(({ name }) => name)
    expect(names('present')).toEqual(truth.present)
    expect(names('also_present')).toEqual(truth.observers)
    expect(Object.fromEntries(one.attendance.flatMap(({ name, status, reason }) => (status === 'leave' ? [[name, reason]] : [])))).toEqual(truth.leave)
    const hearing = Object.entries(truth.hearing).flatMap(([grid, parts]) => Object.entries(parts).map(([topic, text]) => `${topicCodes[topic] ?? ''} ${grid} ${text}`))
    expect(one.items.flatMap(({ code, grid, text }) => (code.startsWith('B') ? [`${code} ${grid ?? ''} ${text}`] : [])).toSorted()).toEqual(hearing.toSorted())
    const text = (code: string) => one.items.flatMap((item) => (item.code === code ? [item.text] : []))
    expect(text('A1')).toEqual([expect.stringMatching(new RegExp(`接警${truth.cases.total}起.*上周接警${truth.cases.last_week}起.*。$`))])
    expect(text('A2')).toHaveLength(1)
    expect(text('C1')).toEqual([expect.stringMatching(new RegExp(`^${truth.discussed.C1}[。：].+。$`))])
    expect(text('C2')).toEqual([expect.stringMatching(new RegExp(`^${truth.discussed.C2}[。：].+。$`))])
    expect(one.decisions.map(({ text: words, owner, dueOn }) => ({ text: words, owner, due: dueOn }))).toEqual(truth.resolutions)
  })
})

const documents = [...sample.split(/—{10,}/), ...minutesByHand.map(({ text }) => text)]
/** As typed into a group chat, without one heading of the agenda. */
const groupMessages = [
  '东苑社区本周例会情况：本周接警3起，盗窃1起，纠纷2起。\n1格 孙玉兰：搬来2户，调解纠纷1起，其他无。\n2格 何静：无异常。\n3格：一楼漏水已协调，群众反映路灯不亮。\n议定：1、修路灯，马军，下周三前。2、夜巡每周两次，韩立新负责。\n@全体 收到请回复',
  '【西苑社区】11.5例会 站长沈国梁 民警韩立新 参会：马军 孙玉兰\n一格无 二格新增租户3人 三格电动车飞线2处已整改\n下周：联合夜查出租房（马军）',
]
const anyDocument = fc.constantFrom(...documents)
/** Signs that no heading, label or name holds. */
const foreign = fc.constantFrom('鑫焱犇', '（鑫焱犇）', '、鑫焱犇', '：鑫焱犇：', '鑫焱犇。', '\n鑫焱犇\n', '\t鑫焱犇', '【鑫焱犇】', '一、鑫焱犇', '“鑫焱犇”')

describe('no text is lost', () => {
  test('whatever is written anywhere into minutes stands in a field or in unplaced', () => {
    fc.assert(
      fc.property(anyDocument, foreign, fc.nat(), (document, junk, seed) => {
        const at = seed % (document.length + 1)
        const said = JSON.stringify(readMinutes(document.slice(0, at) + junk + document.slice(at), { today: writtenToday }))
        expect(said).toContain('鑫焱犇')
      }),
      { numRuns: 600 },
    )
  })

  test('every sign of any text is in a field, in unplaced, or in a recognised heading or separator', () => {
    const lines = documents.flatMap((document) => document.split(/\r?\n/))
    const mixed = fc.array(fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...lines) }, { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 30 }) }), { maxLength: 40 })
    fc.assert(
      fc.property(mixed, (chosen) => {
        const text = chosen.join('\n')
        const source = new MinutesSource(text)
        const said = readWithSource(source, { today: writtenToday })
        const counts = new Map<string, number>()
        const count = (words: string, step: number) => {
          for (const sign of words.replace(/[\s\p{P}\p{S}\p{Cf}\p{Cc}]/gu, '')) counts.set(sign, (counts.get(sign) ?? 0) + step)
        }
        count(text, 1)
        const fields = fieldsOf(said)
        for (const words of [...fields, ...source.frames, ...source.repetitions]) count(words, -1)
        for (const words of source.repetitions) expect(fields.map(bare)).toContain(bare(words))
        const missing = [...counts].filter(([sign, left]) => left > 0 && !labelSigns.has(sign))
        expect(missing).toEqual([])
      }),
      { numRuns: 400 },
    )
  })

  test('every line of any text, whatever stands in it, is somewhere in the answer', () => {
    const lines = [...documents, ...groupMessages].flatMap((document) => document.split(/\r?\n/))
    // A mark of its own in every line, of signs that no heading, label or name holds.
    const signs = [...'鑫焱犇骉猋毳矗淼磊森']
    const markOf = (index: number): string => `鱻${signs[Math.floor(index / 10)] ?? ''}${signs[index % 10] ?? ''}`
    const line = fc.tuple(fc.constantFrom(...lines), fc.oneof(fc.constant(0), fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })), fc.constantFrom('', '、', '，', '（', ' ', '：', '。', '\t'))
    fc.assert(
      fc.property(fc.array(line, { maxLength: 60 }), (chosen) => {
        const marked = chosen.map(([words, share, sign], index) => {
          const at = Math.round(share * words.length)
          return words.slice(0, at) + (at === 0 ? markOf(index) + sign : sign + markOf(index)) + words.slice(at)
        })
        const said = JSON.stringify(readMinutes(marked.join('\n'), { today: writtenToday }))
        expect(marked.filter((_, index) => !said.includes(markOf(index)))).toEqual([])
      }),
      { numRuns: 400 },
    )
  })

  test('frames hold headings, labels and separators only', () => {
    for (const document of documents) {
      const source = new MinutesSource(document)
      readWithSource(source, { today: writtenToday })
      for (const frame of source.frames) {
        const left = frame.replace(/[\s\p{P}\p{S}\d０-９①-⑨]/gu, '').replace(headingWords, '')
        expect([frame, left]).toEqual([frame, ''])
      }
    }
  })
})

const bare = (words: string): string => words.replace(/[\s\p{P}]/gu, '')
/** Every text of the reading; parts of days and weeks stand in `when` or in the title as written. */
function fieldsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(fieldsOf)
  return value !== null && typeof value === 'object' ? Object.entries(value).flatMap(([key, one]) => (['under', 'doubts', 'code', 'status', 'week', 'heldOn', 'dueOn', 'startTime'].includes(key) ? [] : fieldsOf(one))) : []
}
/** The words with which a decision names its owner, with a post before the name, and its date; they are labels inside a line. */
const labelSigns = new Set('网格工作站副长社区民警辅代替会参加出席责任人员单位部门负责牵头承办落实主完成时限间日期办理结整改要求截止节点为是由同志具体共全权跟进包保于在争取力务必确须之前以底内到位报果反馈毕见的')
/** Typed by hand from the article, the sample and the offices' usual labels. */
const headingWords =
  /东苑|西苑|(?:网格化联动|网格|工作站)*(?:副)?(?:站长|网格长)|社区民警|民警|警辅|(?:第?[一二三四五六七八九十、和号]+)?(?:基础)?网格|第[一二三四五六七八九十]|一周|本周|近期|当前|社区|社会|辖区|治安|发案|案件|警情|情况|动态|形势|状况|通报|分析|听取|各|汇报|随后|首先|会议|人员|变动|矛盾|纠纷|调处|排查|化解|社情|民意|民情|收集|涉稳|维稳|不稳定因素|群防|群治|巡防|工作|开展|突出|重点|热点|难点|问题|研究|研判|会商|群众|反映|强烈|意见|诉求|的|了|对|进行|议定|决定|事项|措施|以下|下一步|下步|下周|打算|安排|任务|分工|落实|要求|时间|日期|地点|主持人?|召开|共同|记录人?|出席|参加|参会|与会|到会|列席|请假|缺席|代会|单位|内容|签字|责任人|完成|时限|序号|共|人|名|无|和|与|由|在|是|为|方面|主要|员|会|[一二三四五六七八九十]/g
