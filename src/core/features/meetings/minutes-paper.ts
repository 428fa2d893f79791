import type { DocumentPaper } from '../../../contract/paper'
import { agendaItems, isFurtherCode } from '../../../domain/meeting-agenda'
import { longDay, shortDay, weekdayName, weekWords } from '../../../domain/iso-week'
import type { AttendanceStatus } from '../../../domain/meeting-state'
import type { MinutesContent } from './minutes-content'
import type { SealedMinutes } from './signing'

export interface MinutesPaperData extends SealedMinutes {
  /** Null: not signed by both, a draft. */
  signatures: { side: 'chief' | 'officer'; name: string; signedOn: string }[]
  draft: boolean
  additions: { seq: number; text: string; on: string; by: string }[]
}
type Block = DocumentPaper['blocks'][number]

const signs = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十']
/** 1 to 99 in Chinese. */
export function chineseOrdinal(number: number): string {
  if (number <= 10) return signs[number] ?? String(number)
  const tens = Math.floor(number / 10)
  return `${tens === 1 ? '' : (signs[tens] ?? '')}十${number % 10 === 0 ? '' : (signs[number % 10] ?? '')}`
}

const heading = (level: 1 | 2, text: string): Block => ({ kind: 'heading', level, text })
const paragraph = (text: string): Block => ({ kind: 'paragraph', text })
/** One full stop at the end, whatever the clerk typed. */
const sentence = (text: string): string => (/[。！？!?…]$/.test(text) ? text : `${text.replace(/[；;，,、.]+$/, '')}。`)

/** 纪要 under GB/T 9704: mark, number and date, the body in the agenda's order, then 出席, 请假 and 列席 after the body (10.3). */
export function minutesPaper({ content, carried, signatures, draft, additions }: MinutesPaperData): DocumentPaper {
  const further = content.items.filter((item) => isFurtherCode(item.code))
  const parts: [title: string, blocks: Block[]][] = [
    ['通报', plainItems(content, ['A1', 'A2'])],
    ['听取各基础网格情况', gridParts(content)],
    ['会商', plainItems(content, ['C1', 'C2'])],
    ...(further.length > 0 ? [['其他事项', further.map((item, at) => paragraph(`（${chineseOrdinal(at + 1)}）${item.title}：${sentence(item.text || '无')}`))] as [string, Block[]]] : []),
    ['议定事项', decisionParts(content, carried)],
    ...(additions.length > 0 ? [['补充', additions.map((one) => paragraph(`补充${one.seq}（${longDay(one.on)}，${one.by}）：${sentence(one.text)}`))] as [string, Block[]]] : []),
  ]
  return {
    kind: 'document',
    name: '周例会纪要',
    mark: `${content.township}${content.community}警网联动周例会纪要`,
    left: content.minutesNo,
    right: content.heldOn === null ? '' : longDay(content.heldOn),
    draft,
    title: null,
    blocks: [paragraph(opening(content)), ...parts.flatMap(([title, blocks], at) => [heading(1, `${chineseOrdinal(at + 1)}、${title}`), ...blocks]), ...people(content)],
    signatures: [signatureLine('主持人（站长）', content.chief.name, signatures.find((one) => one.side === 'chief')), signatureLine('主持人（社区民警）', content.officer.name, signatures.find((one) => one.side === 'officer')), `记录人：${content.recorder ?? ''}`],
  }
}

function signatureLine(label: string, host: string | null, signature: { name: string; signedOn: string } | undefined): string {
  return signature ? `${label}：${signature.name}（${shortDay(signature.signedOn)}签）` : `${label}：${host === null ? '' : '　　　　'}`
}

function opening(content: MinutesContent): string {
  const hosts = [hostWords('站长', content.chief), hostWords('社区民警', content.officer)].filter((words) => words !== '').join('、')
  const at = content.place === null || content.place === '' ? '' : `在${content.place}`
  if (content.heldOn === null) return `${weekWords(content.week)}周例会尚未召开，以下为会前准备稿。`
  const time = [content.startTime, content.endTime].filter((one) => one !== null).join('至')
  return `${longDay(content.heldOn)}（${weekdayName(content.heldOn)}）${time}，${hosts}${at}主持召开${weekWords(content.week)}周例会，通报一周社区发案情况和治安动态，听取各基础网格情况，会商突出问题，议定工作措施。现纪要如下：`
}
const hostWords = (post: string, host: { name: string | null; reason: string | null }): string => (host.name === null ? '' : host.reason === null ? `${post}${host.name}` : `${host.name}（代${post}主持，${host.reason}）`)

function plainItems(content: MinutesContent, codes: readonly string[]): Block[] {
  return content.items
    .filter((item) => codes.includes(item.code))
    .map((item, at) => {
      const text = item.code === 'A1' ? [content.reportSentence, item.text].filter((part) => part !== null && part !== '').join('') : item.text
      return paragraph(`（${chineseOrdinal(at + 1)}）${item.title}：${text === '' ? '（未填）' : sentence(text)}`)
    })
}

function gridParts(content: MinutesContent): Block[] {
  const titles = agendaItems.filter((item) => item.perGrid)
  return content.grids.flatMap((grid, at) => [
    heading(2, `（${chineseOrdinal(at + 1)}）${grid.name}${grid.lead === null ? '（网格长缺岗）' : `（网格长${grid.lead}）`}`),
    ...titles.map((title, number) => {
      const text = content.items.find((item) => item.code === title.code && item.gridId === grid.gridId)?.text ?? ''
      return paragraph(`${number + 1}．${title.title}：${text === '' ? '（未填）' : sentence(text)}`)
    }),
  ])
}

const stateWords: Readonly<Record<string, string>> = { open: '尚未办结', doing: '正在办理', done: '已办结', cancelled: '已取消' }

function decisionParts(content: MinutesContent, carried: MinutesPaperData['carried']): Block[] {
  const measures = content.items.find((item) => item.code === 'D1')?.text ?? ''
  const own = content.decisions.map((one, at) => paragraph(`${at + 1}．${one.text.replace(/[。；;]+$/, '')}。责任人：${one.owner === '' ? '（未定）' : one.owner}；完成时限：${one.dueOn === null ? '（未定）' : shortDay(one.dueOn)}。`))
  const taken = carried.map((one, at) =>
    paragraph(`${at + 1}．${one.text.replace(/[。；;]+$/, '')}（${weekWords(one.week)}议定）。责任人：${one.owner}${one.dueOn === null ? '' : `；完成时限：${shortDay(one.dueOn)}`}。${stateWords[one.state] ?? ''}${one.result === null ? '' : `：${one.result.replace(/[。；;]+$/, '')}`}。`),
  )
  const lead = measures === '' ? [] : [paragraph(sentence(measures))]
  if (taken.length === 0) return [...lead, ...(own.length > 0 ? own : measures === '' ? [paragraph('本次会议没有议定事项。')] : [])]
  return [...lead, heading(2, '（一）本次会议议定'), ...(own.length > 0 ? own : [paragraph('无。')]), heading(2, '（二）以前会议转入'), ...taken]
}

function people(content: MinutesContent): Block[] {
  const named = (status: AttendanceStatus): string =>
    content.attendance
      .filter((one) => one.status === status)
      .map((one) => {
        const note = [one.orgText, one.proxyFor === null ? null : `代${one.proxyFor}`, one.reason].filter((part) => part !== null && part !== '').join('，')
        return note === '' ? one.name : `${one.name}（${note}）`
      })
      .join('、')
  const groups: [string, string][] = [
    ['出席', [named('present'), named('proxy')].filter((part) => part !== '').join('、')],
    ['请假', named('leave')],
    ['缺席', named('absent')],
    ['列席', named('also_present')],
  ]
  return groups.flatMap(([label, text]): Block[] => (text === '' ? (label === '缺席' ? [] : [{ kind: 'people', label, text: '无' }]) : [{ kind: 'people', label, text }]))
}
