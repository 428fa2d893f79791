import { roleLabels } from '../../../contract/role-names'
import { postRules } from '../../../domain/post'

/** The log keeps facts by name, so that it reads the same in every version; here they get the office's words. */
const labels: Readonly<Record<string, string>> = {
  rule: '规则', login: '登录名', grants: '授予', disabled: '停用', name: '名称', code: '编号', role: '角色', post: '岗位',
  onDate: '日期', reason: '原因', field: '号码', authority: '批准单位', docNo: '文号', isActing: '代理',
  communityId: '村(社区)', gridId: '网格', outgoing: '离任', incoming: '到任', idNoChanged: '改身份证号', phoneChanged: '改手机号',
  communities: '村(社区)', grids: '网格', persons: '人员', fileName: '文件', bytes: '字节', sha256: '校验值',
  report: '表', rows: '行数', masked: '遮住号码', phones: '号码', asOf: '截至', counts: '行数', removed: '撤销',
  read: '读入', valid: '可导入', normalised: '已规范', needsConfirmation: '待确认', refused: '拒绝', skipped: '跳过',
}

const words: Readonly<Record<string, string>> = {
  ...roleLabels,
  ...Object.fromEntries(Object.entries(postRules).map(([post, { label }]) => [post, label])),
  idNo: '身份证号', phone: '手机号', clear: '明文',
  sign_in: '登录名或密码不对', login_taken: '登录名已有人用', must_change_password: '先改密码', password_rule: '密码不合规则',
  FORBIDDEN: '没有权限', CONFLICT: '刚被别人改过', NOT_FOUND: '找不到', SESSION_LOCKED: '已锁屏', NOT_SIGNED_IN: '没有登录', INVALID_INPUT: '填写不符合要求',
}

/** One line for the log's last column. What nobody has words for yet is shown as it is stored: an auditor must miss nothing. */
export function auditDetailText(detail: string): string {
  const facts: unknown = parse(detail)
  return isObject(facts) ? factsText(facts) : detail
}

function factsText(facts: Record<string, unknown>): string {
  return Object.entries(facts)
    .filter(([, value]) => value !== null && value !== undefined && value !== '')
    .map(([key, value]) => `${labels[key] ?? key}：${valueText(value)}`)
    .join('　')
}

function valueText(value: unknown): string {
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (Array.isArray(value)) return value.map(valueText).join('、') || '无'
  if (isObject(value)) return typeof value['role'] === 'string' ? valueText(value['role']) : factsText(value)
  const text = String(value)
  return words[text] ?? shortened(text)
}

/** Row keys and check sums are long; their ends tell them apart. */
const shortened = (text: string): string => (/^[0-9A-HJKMNP-TV-Z]{26}$|^[0-9a-f]{64}$/.test(text) ? `…${text.slice(-6)}` : text)
export const targetText = (target: string | null): string => (target === null ? '' : shortened(target))

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
