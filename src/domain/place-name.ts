import { postsInText } from './post'
import { normaliseText } from './text/normalise-text'
import { compact, isDigits, isProse } from './written-text'

export type CommunityKind = 'residents_committee' | 'village_committee'

/** A name taken apart: 东湖社区居委会 → stem 东湖, suffix 社区. Two names mean one place when both parts agree. */
export interface PlaceKey {
  stem: string
  suffix: '社区' | '村' | ''
}

const endings: readonly [RegExp, PlaceKey['suffix']][] = [
  [/社区(居民委员会|居委会|党总支|党支部|党委|工作站|网格化联动工作站|警务室|警务站)?$/, '社区'],
  [/(居民委员会|居委会)$/, '社区'],
  [/村(村民委员会|民委员会|村委会|委会|村委|委|党总支|党支部|警务室|工作站)?$/, '村'],
]

export function placeKey(written: string): PlaceKey {
  const text = compact(written)
  for (const [ending, suffix] of endings) {
    const stem = text.replace(ending, '')
    if (stem !== text && stem !== '') return { stem, suffix }
  }
  return { stem: text, suffix: '' }
}

/** The name that is stored: the committee's office name is dropped, a bare stem stays bare. */
export function communityName(written: string): string {
  const { stem, suffix } = placeKey(written)
  return suffix === '社区' && /[^社][^区]?(居民委员会|居委会)$/.test(compact(written)) && !compact(written).includes('社区')
    ? compact(written)
    : stem + suffix
}

export function shortCommunityName(name: string): string {
  return placeKey(name).stem
}

/** Village codes: 001–199 are residents' committees, 200–399 villagers' committees. */
export function communityKind(name: string, code: string | null): CommunityKind | null {
  const last = code !== null && /^\d{12}$/.test(code) ? Number(code.slice(9)) : 0
  if (last >= 1 && last <= 199) return 'residents_committee'
  if (last >= 200 && last <= 399) return 'village_committee'
  const { suffix } = placeKey(name)
  if (suffix === '') return null
  return suffix === '社区' ? 'residents_committee' : 'village_committee'
}

/** Words that stand for any or all communities, so that no community is called 部分村. */
const noPlace = /部分|各|全[镇乡街区市县部体]|所有|其他|其它|本[村社]|等村|等社区|^(村|社区|居|行政|所属|所在|下辖|辖区|农|个|的)*$/

export function isPlaceName(text: string): boolean {
  const { stem, suffix } = placeKey(text)
  return suffix !== '' && /^[\p{Script=Han}\d·]{1,15}$/u.test(stem) && !noPlace.test(stem) && !isDigits(stem)
}

const office =
  /^.{2,8}?(?:自治区|(?<!社|小|园|新|景|校|厂|矿|院|片|街)区|省|市|县|镇|乡|街道办事处|街道办|街道|办事处|派出所)(?=.+(?:社区|村|居委会))/

/** 某区某镇某某社区 → 某某社区. */
export function withoutTownship(written: string): string {
  let text = compact(written)
  if (isProse(text)) return text
  for (let rest = text.replace(office, ''); rest !== text; rest = text.replace(office, '')) text = rest
  return text
}

/** The community that a title names, as in “某某社区网格人员信息表”; null when it names none or several. */
export function communityInTitle(written: string): string | null {
  if (isProse(written)) return null
  const text = withoutTownship(
    compact(written)
      .replace(/^(关于|附件\d*[:：]?|\d{4}年度?|[一二三四五六七八九十\d]+[、.．])+/, '')
      .replace(/[“”"'‘’《》]/g, ''),
  )
  const community = /^.{1,15}?(?:社区|居委会)/u.exec(text)?.[0] ?? /^.{1,15}?村+(?![（(]社区|\/社区)/u.exec(text)?.[0]
  if (community === undefined || !isPlaceName(community)) return null
  const bare = text.slice(community.length)
  return /^(等|[、和及与,，])/.test(bare) ? null : communityName(community)
}

/** 社区名称：东湖 → 东湖; null for a line that labels something else. */
export function placeInLabel(written: string): string | null {
  const value = /^(?:所属|所在)?(?:行政)?(?:村社区|社区村|村居|村|社区|居委会|村[(（/]社区[)）]?|社区[(（/]村[)）]?)(?:名称|名)?[:：]([\p{Script=Han}\d·]{2,15})$/u.exec(compact(written))?.[1]
  return value === undefined || noPlace.test(value) ? null : value
}

/** 1.东湖社区, 6、西山, “李庄村 (2)” → the place part of a sheet's name. */
export function placeInSheetName(sheet: string): string {
  return compact(normaliseText(sheet))
    .replace(/^[(（]?\d+[)）]?[.、．,，\-_—]*/, '')
    .replace(/[(（]\d+[)）]$/, '')
    .replace(/(网格)?(人员)?(花名册|名册|名单|信息表|情况表|统计表|台账|表)$/, '')
}

/** Sheet names that name nothing. */
export function isGenericSheetName(sheet: string): boolean {
  const name = placeInSheetName(sheet)
  return (
    name === '' ||
    /^(sheet|工作表|表|新建)\d*$/i.test(name) ||
    /花名册|名单|名册|汇总|总表|全部|明细|人员|网格|数据|台账|导入|模板|登记|统计|情况|信息|[镇乡]$|街道$|办事处$/.test(name) ||
    postsInText(name).length > 0 ||
    !/^[\p{Script=Han}]{2,15}$/u.test(name)
  )
}
