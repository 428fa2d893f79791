import type { RewardLedgerField } from './reward-ledger-analysis'
import type { SheetGrid } from './sheet-grid'
import { compact, withoutBrackets } from './written-text'

type HeaderField = Exclude<RewardLedgerField, 'row'>

/** Whole headers. The first that fits wins, so the narrower stand before the wider. */
const exactWords: readonly [HeaderField, RegExp][] = [
  ['seq', /^(序号|序|号|次序|行号|顺序号|NO|#)$/i],
  ['paidOn', /^(发放|领取|兑现|兑付|付款|支付|领款|给付|实发|签领|发奖)(日期|时间|年月日|日)$/],
  ['signedBy', /^(签领|签领人|签收|签收人|签字|领取人|领取人签[字名]|领款人|领款人签[字名]|领取签[字名]|本人签[字名]|签名|领奖人签[字名]|代领人|收款人签[字名]|受奖人签[字名])$/],
  ['on', /^(日期|时间|登记日期|登记时间|奖励日期|奖励时间|线索日期|线索时间|上报日期|上报时间|提供日期|提供时间|受理日期|获奖日期|获奖时间|报告日期|年月日)$/],
  ['recipient', /^(受奖人|受奖人员|受奖者|受奖对象|受奖励人|获奖人|获奖人员|获奖者|被奖励人|奖励对象|奖励人员|奖励人|姓名|受奖人姓名|获奖人姓名|人员姓名|人员|线索提供人|线索提供者|提供人|提供者|提供线索人|领奖人|领奖人员|被奖人|奖励对象姓名|受奖对象姓名|网格员姓名)$/],
  ['post', /^(岗位|职务|职位|身份|人员类别|人员类型|人员身份|岗位职务|职务岗位|受奖人岗位|受奖人职务|岗位类别)$/],
  ['community', /^(所属|所在)?(村社区|社区村|村居|社区|村|村社区名称)$/],
  ['basis', /^(奖励类别|奖励类型|奖励依据|奖励种类|类别|类型|奖项|奖励性质|奖励项目|奖励名称)$/],
  ['ref', /^((案|事|案事|案件|事项|事件|案件事项|案件事件|案事件|立案|警情|案件或事项|线索)?(编号|号|号码)|案号|案件编号事项(编号)?|案件编号或事项|案件事项|案件|事项|案件名称|事项名称|对应案件|案件编号事件编号)$/],
  ['lead', /^(线索|线索内容|线索情况|情报内容|情报线索|情报线索内容|奖励事由|事由|奖励原因|主要内容|内容|简要情况|情况简介|案由|主要事迹|事迹|线索简介|线索简要内容|工作内容)$/],
  ['goodsValue', /^(物品价值|价值|折价|折价金额|折合金额|实物价值|物品折价|实物折价|物品金额|实物金额|奖品价值)$/],
  ['capitals', /^(金额大写|大写金额|大写|人民币大写|合计大写)$/],
  ['amount', /^(金额|奖励金额|奖金|奖金金额|奖励金|奖励资金|现金|现金金额|金额小写|小写金额|发放金额|奖励标准|现金奖励|奖励数额|数额|实发金额)$/],
  ['goods', /^(物品|实物|奖品|奖励物品|物品名称|实物名称|奖品名称|实物奖励|物质奖励|物资)$/],
  ['applicant', /^(申请人|申报人|上报人|呈报人|提请人|推荐人)$/],
  ['approver', /^(审批人|批准人|审核人|审批领导|签批人|核准人|审批|批准|领导审批|审批人签字|审批签字|领导签字)$/],
  ['payer', /^(发放人|发放人员|经办人|发放经办人|付款人|发放人两人|发放人2人)$/],
  ['remark', /^(备注|说明|附注|备考|其他|注)$/],
]

const partWords: readonly [HeaderField, RegExp][] = [
  ['goodsValue', /(物品|实物|奖品).*(价|额)/],
  ['capitals', /大写/],
  ['paidOn', /(发放|领取|兑现|付款|支付).*(日期|时间)/],
  ['signedBy', /签领|签收|领取人|领款人/],
  ['recipient', /受奖|获奖.*人|奖励对象|姓名/],
  ['approver', /审批|批准/],
  ['ref', /(案件|事项|事件|警情).*(编号|号|事项)|案号/],
  ['amount', /金额|奖金/],
  ['goods', /物品|实物|奖品/],
  ['basis', /奖励(类|种|依据)/],
  ['lead', /线索|事由|情报/],
  ['on', /日期|时间/],
  ['post', /岗位|职务/],
  ['remark', /备注/],
]

/** Columns about the person that no reward is read from, whatever their cells look like; an account is never taken for a case number. */
const foreign = /账号|账户|卡号|开户|银行|身份证|证件|电话|手机|联系方式|性别|年龄|出生|警号|(所属|所在)网格|网格(名|编)|奖励形式|发放方式|奖励方式|收款/

/** The program's own column in a workbook that it marked. */
const faultColumn = '错误信息'

export function rewardHeaderMeaning(written: string): { field: HeaderField | 'ignored'; exact: boolean } | null {
  const text = compact(written)
  if (text === '' || text.length > 24) return null
  if (text.includes(faultColumn)) return { field: 'ignored', exact: true }
  for (const candidate of [plain(text), plain(withoutBrackets(text))]) {
    for (const [field, word] of exactWords) if (word.test(candidate)) return { field, exact: true }
  }
  if (foreign.test(text)) return { field: 'ignored', exact: true }
  const bare = plain(text)
  if (bare.length > 14) return null
  for (const [field, word] of partWords) if (word.test(bare)) return { field, exact: false }
  return null
}

/** What one number of a column is worth in 元: 奖金（万元）. */
export function scaleOfHeader(written: string): number {
  const unit = /(?:[(（:：]|单位[:：]?)\s*(?:人民币)?(万|千|百)元/.exec(compact(written))?.[1]
  return unit === '万' ? 10_000 : unit === '千' ? 1_000 : unit === '百' ? 100 : 1
}

function plain(text: string): string {
  return text.replace(/元(?=[)）]?$)/, '').replace(/[()（）[\]【】{}*:：/\\、,，.。\-—_“”"'‘’+＋和与及]/g, '')
}

/** Header rows from top to bottom with each column's texts. */
export interface RewardHeader {
  rows: number[]
  levels: Map<number, string[]>
}

const deepestHeader = 40

function namedIn(grid: SheetGrid, row: number): Set<string> {
  const fields = new Set<string>()
  for (const { text } of grid.filled(row)) {
    const meaning = text.length <= 24 ? rewardHeaderMeaning(text) : null
    if (meaning !== null && meaning.field !== 'ignored') fields.add(meaning.field)
  }
  return fields
}

/** Three fields by their own words, the recipient or the money among them, and no figures: a line never looks like this. */
function isHeader(grid: SheetGrid, row: number): boolean {
  const filled = grid.filled(row)
  if (filled.length < 3 || filled.some(({ column, text }) => typeof grid.own(row, column) === 'number' || /\d{3,}/.test(text))) return false
  const fields = namedIn(grid, row)
  const telling = fields.has('recipient') || fields.has('amount') || fields.has('goods')
  return telling && fields.size >= 3 && fields.size >= filled.length * 0.4
}

/** A second level: every text of it stands below a header over several columns, or below none. */
function isSubHeader(grid: SheetGrid, row: number, above: number): boolean {
  const filled = grid.filled(row)
  if (filled.length === 0 || namedIn(grid, row).size === 0) return false
  return filled.every(({ column, text }) => {
    const merge = grid.merge(above, column)
    return text.length <= 14 && !/\d{3,}/.test(text) && ((merge !== null && merge.right > merge.left) || grid.text(above, column) === '')
  })
}

export function repeatsRewardHeader(grid: SheetGrid, row: number, header: RewardHeader): boolean {
  const filled = grid.filled(row)
  const same = filled.filter(({ column, text }) => header.levels.get(column)?.includes(text) === true).length
  return filled.length >= 2 && same >= filled.length * 0.8
}

export function findRewardHeaders(grid: SheetGrid): RewardHeader[] {
  const headers: RewardHeader[] = []
  for (let row = 1; row <= grid.lastRow; row++) {
    const last = headers.at(-1)
    if (row <= (last?.rows.at(-1) ?? 0) || (last === undefined && row > deepestHeader)) continue
    if (!isHeader(grid, row) || (last !== undefined && repeatsRewardHeader(grid, row, last))) continue
    const rows = [row]
    while (rows.length < 3 && isSubHeader(grid, (rows.at(-1) ?? row) + 1, rows.at(-1) ?? row)) rows.push((rows.at(-1) ?? row) + 1)
    const levels = new Map<number, string[]>()
    for (let column = 1; column <= grid.lastColumn; column++) levels.set(column, rows.map((level) => grid.text(level, column)))
    headers.push({ rows, levels })
  }
  return headers
}
