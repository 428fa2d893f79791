import { looksLikeIdentity, looksLikeOldIdentity, looksLikePhone } from './column-content'
import { isLikelyName, saysVacant } from './person-name'
import { postFromText, postsInText, type Post } from './post'
import type { SkippedRow } from './roster-analysis'
import type { ColumnLayout } from './roster-columns'
import type { SheetGrid } from './sheet-grid'
import { compact, isProse, saysNothing } from './written-text'

const total = /^(合计|总计|小计|共计|累计|总人数|人数合计|本页合计|本页小计|合计人数|总数|统计)([:：]|$|[（(\d共])|^(以上)?(合计|共计?|总计)[:：]?\d+人?|(合计|小计|总计|共计)[:：]?(\d+人?)?$/
const signature =
  /(制表|填表|填报|审核|审批|复核|负责|经办|主管|分管领导|签字|签名|盖章|站长|社区民警|民警|联系人|领导|校对|报送|编制|制作|统计员|录入)(人|单位|人员|日期|时间|员)?([（(][^）)]*[）)])?[:：]|[（(](盖章|签字|签章|公章)[)）]|^年月日$|^(制表|填表|填报|审核|审批|复核|经办)人$|^(填报|制表|报送)(日期|时间|单位)/
const note = /^(注|备注|说明|附注|附|填表说明|填报说明|注意|提示|要求)\d*[:：.、]|^[※*★☆]|^(注明|注意事项|填写说明|填表要求)/
const titleLike = /表$|名单|花名册|名册|情况|人员$|一览/
const example = /^(示例|样例|例|举例|范例|例如|样表|填写示例)$/

/**
 * What a row below a header is. Only a row that certainly holds no person is skipped: whatever names a person, a number
 * of his or a post beside a name is a person, however faulty.
 */
export function kindOfRow(grid: SheetGrid, row: number, layout: ColumnLayout): SkippedRow['kind'] | 'person' {
  const filled = grid.filled(row)
  // A number alone is a line that was prepared and never filled in.
  if (filled.every(({ column, text }) => column === layout.of.seq && /^\d*[.、]?$/.test(compact(text)))) return 'blank'
  const texts = filled.map(({ text }) => compact(text))
  const numbers = filled.some(
    ({ column, text }) => looksLikeIdentity(grid.own(row, column), text) || looksLikePhone(text) || (column === layout.of.idNo && looksLikeOldIdentity(compact(text))),
  )
  const inColumn = (column: number | undefined) => (column === undefined ? '' : grid.ownText(row, column))
  const name = inColumn(layout.of.name)
  const hasPost = layout.of.post !== undefined && postsInText(inColumn(layout.of.post)).length > 0
  if (texts.some((text) => example.test(text))) return 'note'
  if (!numbers) {
    // In a row with a name, a remark may say 合计 or 联系人： without making the row a total or a signature.
    const leading = name === '' ? texts : texts.slice(0, 2)
    if (!hasPost && (leading.some((text) => total.test(text)) || texts.every((text) => /^\d{1,5}[人名个]?$/.test(text)))) return 'total'
    if (!hasPost && leading.some((text) => signature.test(text))) return 'signature'
    if (texts.length <= 2 && note.test(texts[0] ?? '')) return 'note'
    if (isBanner(grid, row, layout)) return isHeading(texts[0] ?? '') ? 'title' : 'note'
  }
  const identity = inColumn(layout.of.idNo)
  const phone = inColumn(layout.of.phone)
  const nobody = (name === '' || saysVacant(name)) && saysNothing(identity) && saysNothing(phone)
  if (!nobody) return 'person'
  if (numbers) return 'person'
  if (name !== '') return 'note'
  const date = inColumn(layout.of.startOn)
  const police = inColumn(layout.of.policeNo)
  return saysNothing(date) && saysNothing(police) ? 'note' : 'person'
}

/** One text alone, across the table or outside the columns that hold a person. */
function isBanner(grid: SheetGrid, row: number, layout: ColumnLayout): boolean {
  const filled = grid.filled(row)
  const [only, ...others] = filled
  if (only === undefined || !others.every(({ text }) => /^[共计]*\d+[人名个]?$/.test(compact(text)))) return false
  if (others.length > 0) return isHeading(compact(only.text))
  if (grid.span(row, only.column) > 1 && grid.span(row, only.column) >= grid.lastColumn / 2) return true
  const text = compact(only.text)
  const personal = [layout.of.name, layout.of.idNo, layout.of.phone]
  if (!personal.includes(only.column)) return true
  return isHeading(text) || (!isLikelyName(text) && !/^\p{Script=Han}{2,4}$/u.test(text))
}

/** A title, a place or a post that announces the rows below it. */
function isHeading(text: string): boolean {
  return titleLike.test(text) || /(社区|村|居委会|村委会|网格)([（(:：].*)?$/.test(text) || headingPost(text) !== null
}

/** 一、网格长 or 东湖社区志愿者名单 → the post that the heading announces. */
export function headingPost(written: string): Post | null {
  if (isProse(written)) return null
  const text = compact(written)
    .replace(/^[(（]?[一二三四五六七八九十\d]+[)）]?[、.．:：]?/, '')
    .replace(/[（(:：].*$/, '')
    .replace(/(人员)?(基本)?(信息|情况|花名)?(花名册|名单|名册|统计表|登记表|一览表|汇总表|台账|表|册)?$/, '')
    .replace(/^.*(社区|村|街道|[镇乡])(?=.)/, '')
  return postFromText(text)
}
