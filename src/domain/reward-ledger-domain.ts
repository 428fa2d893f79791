import type { LeadDomain } from './lead'

const hazard = /隐患|消防|火灾|违建|私自加盖|违规住人|住宿与经营|三合一|群租|隔断|超员居住|燃气|气瓶|液化气|充电|飞线|安全出口|通道.{0,4}占用|无证|黑网吧/
const stability = /上访|信访|访民|欠薪|讨薪|征迁|拆迁|补偿款|集中反映|聚集|情绪不稳|闹事|纠纷|维稳|担心工资/
const detection = /抓获|嫌疑|在逃|破案|盗|赌|诈骗|取款人|销赃|传销|吸毒|贩毒|打架|斗殴|推销|可疑人员|徘徊/

/**
 * What a line of the old ledger counts under in the yearly summary. The ledger has no such column, so a case counts as
 * detection and a matter by the plain words of its description; what no word tells is 其他.
 */
export function domainOfLine(basis: 'per_case' | 'per_matter', content: string | null): LeadDomain {
  if (basis === 'per_case') return 'detection'
  const text = content ?? ''
  if (hazard.test(text)) return 'hazard'
  if (stability.test(text)) return 'stability'
  return detection.test(text) ? 'detection' : 'other'
}
