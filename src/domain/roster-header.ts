import type { ColumnRole, RosterField } from './roster-analysis'
import { postFromText } from './post'
import { compact, withoutBrackets } from './written-text'

export type HeaderField = Exclude<RosterField, 'row'>

export interface HeaderMeaning {
  role: HeaderField | 'ignored' | 'extra'
  /** An exact word weighs more than a word found inside a longer one. */
  exact: boolean
}

/** Columns about a person that are no field of a roster row, although they may hold dates, names or numbers. */
const foreign =
  /出生|生日|离任|离职|离岗|卸任|终止|结束|截止|到期|届满|入党|入伍|毕业|政治面貌|学历|学位|文化程度|民族|年龄|籍贯|住址|地址|户籍|婚姻|健康|邮箱|微信|QQ|银行|卡号|账号|开户|车牌|照片|紧急|联系人|工资|补贴|特长|专业|证书|编制|血型|宗教|监护|亲属|家庭|证件类型|证件种类|原岗位|原职务|兼职|签名|签字|短号|办公电话|座机|固话|户数|人口|人数/i

/** Another person's name, phone or number beside the person's own: a relative, a guarantor, a superior, who filled the form in. */
const someoneElse =
  '家属|家人|家长|亲属|亲戚|亲友|配偶|爱人|丈夫|妻子|老公|老婆|夫妻|父亲|母亲|父母|儿子|女儿|子女|孩子|小孩|兄弟|姐妹|儿媳|女婿|' +
  '户主|房主|房东|业主|租户|租客|承租人|推荐|举荐|介绍人|引荐|紧急|应急联系|联系人|监护|担保|保证人|见证人|证明人|代理人|委托人|受益人|法人|法定代表|' +
  '前任|上一任|上任人|原任人|原负责|接任|继任|接替|替班|代班|替补|第二联系|其他联系|分管领导|主管领导|挂点领导|挂钩领导|包[村片联]领导|上级|师傅|带教|指导老师|' +
  '帮扶对象|帮教对象|走访对象|服务对象|填表人|填报人|制表人|录入人|审核人|经办人|审批人|批准人|核实人|登记人|采集人|统计人'
const someoneElsePattern = new RegExp(someoneElse)
/** As a group above 姓名 and 电话 it stands first; 人员及家属情况 is about the person as well. */
const groupOfSomeoneElse = new RegExp(`^(?:主要|直系|第[一二三])?(?:${someoneElse})`)

const exactWords: Record<HeaderField, RegExp> = {
  seq: /^(序号|编号|序|号|次序|顺序|顺序号|行号|NO\.?|#)$/i,
  name: /^(姓名|名字|人员姓名|人员|人员名称|成员|成员姓名|队员姓名|网格员姓名|姓名全称|NAME)$/i,
  sex: /^(性别|男女|男或女|SEX|GENDER)$/i,
  idNo: /^((居民|公民|本人)?身份证(号|号码|件号|件号码|编号|号码证)?|(公民)?身份(证件)?号码?|证件号|证件号码|证件编号|证号|身份证明号码|ID(NO)?\.?|IDCARD)$/i,
  phone: /^((联系|联络|移动|本人|个人|手机)?(电话|手机)(号码?)?|手机电话|联系方式|联络方式|通讯方式|通信方式|联系号码|移动电话|电话手机|手机联系电话|TEL\.?|PHONE|MOBILE)$/i,
  post: /^(岗位|职务|职位|岗位职务|职务岗位|类别|人员类别|人员类型|岗位类别|岗位类型|角色|岗位名称|职务名称|担任职务|现任职务|现任岗位|任职岗位|工作岗位|所任职务|队伍类别|人员身份|职别|职责|职务类别|工作职务|担任岗位|人员性质|职务角色)$/,
  community:
    /^(所属|所在|责任|管辖|负责|服务|任职|隶属|驻|工作)?(行政)?(村社区|社区村|村居|村居社区|社区|村|居委会|村委会|村居委会|居村|村庄|社区居委会|行政村社区)(名称|名|全称|单位)?$/,
  grid: /^(所属|所在|责任|管辖|负责|服务|任职|基础|包保|包联|分管|分包|对应|承担|工作)?(基础|专属|责任)?网格(名称|名|区域|号|序号|划分)?$/,
  gridCode: /^(所属|所在|责任|基础)?网格(编码|编号|代码|CODE|唯一码|标识码)$/i,
  policeNo: /^(民警|人民警察)?(警号|警员号|警员编号|警务编号|警官证号)$/,
  startOn:
    /^(任职|到岗|上岗|任命|聘用|聘任|入职|起始|开始|到任|起任|履职|上任|在岗|任职起始|任职开始|起聘|就任|现任职|任岗|进岗|加入)(日期|时间|年月|年月日|日|起始日期|起始时间)$|^(何时任职|任职起|任职自|起任日|自何时起)$/,
  remark: /^(备注|说明|附注|备考|备注说明|其他|其它|其他说明|注|REMARK)$/i,
}

const partWords: readonly [HeaderField, RegExp][] = [
  ['idNo', /身份证|身份号码|证件号/],
  ['policeNo', /警号|警员编号/],
  ['phone', /手机|电话|联系方式/],
  ['gridCode', /网格.*(编码|编号|代码)/],
  ['startOn', /(任职|到岗|上岗|任命|聘用|聘任|入职|起始|开始|到任|履职|上任|在岗).*(日期|时间|年月)/],
  ['name', /姓名|^(中文名字?|名称|责任人|网格责任人|第一责任人|负责人|网格负责人|直接责任人|包保(干部|人员?|责任人)|包[片联干](干部|人员?)|联系干部|干部|工作人员|在岗人员|现任人员?|任职人员?|任职者|担任人|人选|队员|组员)$/],
  ['sex', /性别/],
  ['post', /岗位|职务|职位|角色|人员类别|人员类型/],
  ['remark', /备注|说明/],
  ['seq', /^(序号|编号)/],
]

/** The program's own column in a workbook that it marked; read again, it says nothing about the person. */
export const faultColumnHeader = '错误信息'

const order = Object.keys(exactWords).filter((field): field is HeaderField => field in exactWords)

/** What a header's words say; null for words that say nothing, so that the column's content decides. */
export function headerMeaning(written: string): HeaderMeaning | null {
  const text = compact(written)
  if (text === '' || text.length > 24) return null
  if (text.includes(faultColumnHeader)) return { role: 'ignored', exact: true }
  const bare = plain(withoutBrackets(text))
  for (const candidate of [plain(text), bare]) {
    for (const field of order) if (exactWords[field].test(candidate)) return { role: field, exact: true }
  }
  if (foreign.test(text) || someoneElsePattern.test(text)) return { role: 'extra', exact: true }
  // A header that is itself a post (网格长, 站长) belongs to a table with one column per post.
  if (bare.length > 16 || postFromText(bare) !== null) return null
  for (const [field, word] of partWords) if (word.test(bare)) return { role: field, exact: false }
  return null
}

/** Levels of a header from top to bottom: the lowest that says something wins, two halves of a word are tried joined. */
export function meaningOfLevels(levels: readonly string[]): HeaderMeaning | null {
  if (levels.slice(0, -1).some((level) => groupOfSomeoneElse.test(compact(level)))) return { role: 'extra', exact: true }
  for (let level = levels.length - 1; level >= 0; level--) {
    const meaning = headerMeaning(levels[level] ?? '')
    if (meaning !== null) return meaning
    if (level > 0) {
      const joined = headerMeaning(`${levels[level - 1] ?? ''}${levels[level] ?? ''}`)
      if (joined?.exact === true) return joined
    }
  }
  return null
}

const ownWords = /(的)?(姓名|名字|(联系|联络|移动|手机)?(电话|手机)(号码?)?|手机号码?|联系方式|(居民|公民)?身份证(件)?(号码|号)?|身份号码|证件号码?)$/

/** Whose column a header says it is: 站长 for 站长姓名, 站长电话 and 站长 > 电话; empty when it says nobody's. */
export function ownerInHeader(levels: readonly string[]): string {
  for (const level of levels.toReversed()) {
    const owner = withoutBrackets(compact(level)).replace(ownWords, '')
    if (owner !== '') return owner
  }
  return ''
}

function plain(text: string): string {
  return text.replace(/[()（）[\]【】{}*:：/\\、,，.。\-—_“”"'‘’]/g, '')
}

export function isField(role: ColumnRole): role is RosterField {
  return role !== 'ignored' && role !== 'extra'
}
