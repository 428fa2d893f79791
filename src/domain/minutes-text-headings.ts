import { numeralValue } from './chinese-numeral'
import type { AgendaCode } from './meeting-agenda'
import { compact } from './written-text'

export type MinutesSection = 'A' | 'B' | 'C' | 'D'

export type Heading =
  | { kind: 'topic'; code: AgendaCode }
  /** A part of the agenda, or several topics of it in one heading. */
  | { kind: 'section'; section: MinutesSection }
  /** Last week's decisions, other business: nothing of the ten. */
  | { kind: 'foreign' }

const lead =
  '(?:会议|会上|首先|其次|接着|然后|最后|由|请|听取了?|对|就|关于|针对|围绕|结合|有针对性地?|本|上|一|近|周|月|以来|的|各|全|社区|辖区|村内|村里|村|片区|小区|网格长?员?|基础|内|里|近期|近日|最近|当前|目前|主要|重点|突出的?|社会|有关|我|所|内部|通报了?|介绍了?|汇报了?|分析了?|研究了?|讨论了?|会商了?|研判了?|议定了?|明确了?|确定了?|以下|如下|落实|几点|下列)*'
const tail =
  '(?:的|等|及|和|与|情况|形势|通报|介绍|汇报|分析|研判|会商|研究|讨论|方面|工作|动态|问题|事项|进行|开展|如下|有|为|是|主要|化解|处置|调处|调解|排查|收集|反馈|掌握|反映|了|回顾|小结|概况|信息|情报|队伍|活动|建设|上|内容)*'

const cores: readonly [AgendaCode, string][] = [
  ['C1', '突出的?(?:社会)?治安(?:突出)?(?:问题|隐患|风险|难点)|治安(?:突出|重点|热点|难点)的?问题|治安问题|治安乱点|突出问题'],
  ['C2', '(?:群众|居民|村民|百姓|住户|民生)(?:们)?(?:所)?(?:反映|意见|诉求|呼声|要求|关心|关注|投诉)(?:最|较|比较)?(?:强烈|集中|突出|多|大)的?(?:热点|难点|突出|民生)*(?:问题|诉求|事项|事)?|(?:群众|居民|村民)?急难愁盼的?(?:问题|事)?|(?:群众|居民|民生)?(?:热点|难点|热点难点)问题|民生问题|群众反映(?:的)?问题'],
  ['D1', '工作措施|议定(?:的)?(?:工作)?事项|决定事项|(?:会议)?(?:决定|议定|决议|明确)(?:事项)?|会议(?:要求|强调|部署|安排)|下(?:一)?步(?:工作)?(?:措施|打算|安排|计划|部署|重点|任务)?|[本下]周(?:重点)?(?:工作)?(?:安排|打算|计划|重点|部署|任务|措施)|落实(?:工作)?(?:措施|事项|责任|任务|分工)?|任务(?:分工|安排|清单|分解|落实)|(?:责任)?分工|交办(?:事项|任务)?|工作(?:安排|部署|要求|任务|落实|打算|计划)|(?:整改|防范|处置)?措施|督办(?:事项)?|决议(?:事项)?|待办(?:事项)?|部署(?:工作)?'],
  ['A1', '(?:刑事|治安|刑事、?治安)?(?:发案|案件|案情|警情|接处?警|报警|110警情)(?:数)?(?:及|和|与)?(?:发案|警情|案件)?'],
  ['A2', '治安(?:动态|形势|状况|态势|动向|情况|风险|提示|预警|信息|环境|特点)|社会面(?:治安|稳控)?|治安'],
  ['B1', '人员(?:变动|流动|变化|异动|进出|增减|动态|底数)|人口(?:变动|流动|变化|动态|增减|信息)|流动人口(?:变动|变化)?|实有人口|人户(?:变动|变化)|人员'],
  ['B2', '矛盾(?:纠纷|隐患)?|(?:民间|邻里|各类)?纠纷|调解'],
  ['B3', '社情民意|民情民意|社情|民情|民意|(?:群众|居民|村民)(?:诉求|意见|建议|反映)|民生诉求'],
  ['B4', '涉稳|维稳|信访(?:维稳|稳定|动态)?|(?:不)?稳定(?:因素|风险|隐患)?|稳控|涉稳隐患|涉稳风险'],
  ['B5', '群防群治|群防|群治|联防联[控治]|联防|巡防|义务巡逻|平安巡逻|治安(?:防范|巡逻|联防)'],
]
const topics: readonly [AgendaCode, RegExp][] = cores.map(([code, core]) => [code, new RegExp(`^${lead}(?:${core})${tail}$`, 'u')])

const sections: readonly [MinutesSection, RegExp][] = [
  ['A', /^(?:会议)?(?:情况|工作|一周)*通报(?:情况|环节|事项)?$/],
  ['B', /^(?:随后|接着|然后|会议|听取|各|基础|网格长?员?|工作站|分别|依次|逐一|逐个|情况|的|工作|汇报|交流|发言|反映|内|动态|通报|如下)*(?:听取|网格|汇报)(?:听取|各|基础|网格长?员?|分别|依次|逐一|情况|的|工作|汇报|交流|发言|内|动态|如下|等|方面)*$/],
  ['C', /^(?:集体|重点|问题|共同|会议|分析|研究|讨论|的|和|与)*(?:会商|研判|讨论|研究)(?:会商|研判|研究|讨论|情况|问题|环节|事项|重点|分析|决定)*$/],
]

const foreign = /^(?:(?:对|就)?(?:上周|上次|上期|前期|以往|上一周|前一?周)(?:例会|会议)?(?:的)?(?:议定|交办|布置|部署|确定|遗留|研究)?(?:的)?(?:工作|事项|任务|问题|措施)*(?:的)?(?:落实|完成|办理|进展|回顾|回头看|整改|情况|通报|反馈)+|其[他它](?:事项|工作|情况|问题)?|(?:学习|传达).{0,24}|(?:领导|书记|所长|站长|民警)?讲话(?:要求)?|备注|附件?)$/

const canonical =
  /^(?:(?:通报)?(?:一周|本周|上周)?(?:社区|辖区)?(?:发案|警情)情况|(?:近期|社会|社区|辖区)?治安(?:动态|形势)|人员变动|(?:矛盾)?纠纷(?:调处|调解|化解|排查)|社情民意|涉稳动态|群防群治|突出的?治安问题|治安突出问题|群众反映(?:强烈|突出|集中)的?问题|工作措施|议定事项|下(?:一)?步工作(?:措施|打算|安排))(?:情况|方面|通报|会商)*$/

/** 民警李向阳通报…, 站长王某：who speaks is not part of the heading's subject. */
const actor = /^(?:会上|会议|首先|接着|随后|由|请)*(?:网格工作站站长|网格工作站长|网格站长|工作站站长|站长|社区民警|包片民警|片区民警|民警|片警|警长|所长|网格长|内勤)(?<name>[\p{Script=Han}·]{0,4}?)(?:同志|警官)?(?:首先|先|分别|就|对)*(?=通报|介绍|汇报|分析|传达|讲评|总结|安排|部署|说明|提出|组织)(?:通报|介绍|汇报|分析|传达|讲评|总结|安排|部署|说明|提出|组织)?(?:了|关于)?/u

const longest = 34

/** What a phrase (half-width, no numbering) announces; null for ordinary text. */
export function headingOf(phrase: string): Heading | null {
  const text = compact(phrase).replace(/^[“"'‘]+|[”"'’]+$/g, '')
  if (text === '' || text.length > longest) return null
  return plainHeading(text) ?? spokenHeading(text)
}

function spokenHeading(text: string): Heading | null {
  const spoken = text.replace(actor, '')
  return spoken === text || spoken === '' ? null : plainHeading(spoken)
}

function plainHeading(text: string): Heading | null {
  if (foreign.test(text)) return { kind: 'foreign' }
  const pieces = text.split(/[、,/&]|(?<!治安|调)和|及|与|以及/).filter((piece) => piece !== '')
  if (pieces.length > 1) {
    const codes = pieces.flatMap((piece) => topicOf(piece) ?? [])
    const [first] = codes
    if (first !== undefined && codes.length === pieces.length) {
      if (new Set(codes).size === 1) return { kind: 'topic', code: first }
      if (codes.every((code) => code[0] === first[0])) return { kind: 'section', section: first[0] as MinutesSection }
    }
  }
  const code = topicOf(text)
  if (code !== null) return { kind: 'topic', code }
  const section = sections.find(([, pattern]) => pattern.test(text))?.[0]
  return section === undefined ? null : { kind: 'section', section }
}

function topicOf(text: string): AgendaCode | null {
  return topics.find(([, pattern]) => pattern.test(text))?.[0] ?? null
}

/** The article's own words, or as good as: they are headings even where only a comma or a full stop follows. */
export function isCanonicalHeading(phrase: string): boolean {
  const text = compact(phrase)
  return canonical.test(text) || canonical.test(text.replace(actor, ''))
}

/** Who is said to speak in a heading: 民警李向阳通报… → 李向阳. */
export function speakerIn(phrase: string): string | null {
  const name = actor.exec(compact(phrase))?.groups?.['name']
  return name === undefined || name.length < 2 ? null : name
}

export interface Numbering {
  /** 1 for 一、 and 【】, 2 for （一）, 3 for 1., 4 for （1）, 5 for ① and 一是, 6 for a bullet, 0 for none. */
  level: number
  length: number
}

const numeral = '[一二三四五六七八九十]'
const numberings: readonly [number, RegExp][] = [
  [1, new RegExp(`^第${numeral}{1,3}(?:部分|项|个?议题)\\s*[、.,::]?\\s*`)],
  [1, new RegExp(`^${numeral}{1,3}\\s*[、.,]\\s*`)],
  [2, new RegExp(`^\\(\\s*${numeral}{1,3}\\s*\\)\\s*[、.]?\\s*`)],
  [5, new RegExp(`^${numeral}是(?!否)[,:]?\\s*`)],
  [3, /^\d{1,2}\s*(?:[、)]|,(?!\d{3})|\.(?!\d|\s*\d{1,2}[.:])|\.(?=\d{1,2}月\d{1,2}日))\s*/],
  [4, /^\(\s*\d{1,2}\s*\)\s*[、.]?\s*/],
  [5, /^[①-⓿❶-➓⒈-⒛㈠-㈩]\s*[、.]?\s*/u],
  [6, /^(?:(?:(?!\d)\p{Extended_Pictographic}\uFE0F?)+\s*|[■□◆◇●○▲△★☆▶►▪▫※·•✔√✓➢➤>#*~]+|[-—–]+(?:\s+|(?=[\p{Script=Han}【])))\s*/u],
]

/** Numbering and bullets at the start of a line (half-width text), several in a row taken together. */
export function numberingOf(text: string): Numbering {
  let [level, length] = [0, 0]
  for (let more = true; more; ) {
    more = false
    for (const [rank, pattern] of numberings) {
      const match = pattern.exec(text.slice(length))
      if (match === null || match[0] === '' || isGridList(text.slice(length)) || (level !== 0 && level !== 6)) continue
      level = rank
      length += match[0].length
      more = true
      break
    }
  }
  return { level, length }
}

/** 1、2网格 names two grids and numbers nothing. */
function isGridList(text: string): boolean {
  const [, first = '', second = ''] = /^(\d{1,2}|[一二三四五六七八九十]{1,3})\s*[、,]\s*(\d{1,2}|[一二三四五六七八九十]{1,3})\s*号?(?:基础)?网格/.exec(text) ?? []
  return (numeralValue(second) ?? 0) > (numeralValue(first) ?? 99)
}

/** A line that only divides: dashes, stars, equals signs. */
export function isDivider(text: string): boolean {
  return /^[\s\-—–_=*~#+.·•…－─━═﹏＿]{3,}$/.test(text)
}
