import type { RewardDetail } from '../../../contract/rewards'
import { yuan } from '../../../domain/reward-amounts'
import type { RewardState } from '../../../domain/reward-states'

export type Light = 'g' | 'y' | 'r' | 'b' | 'k' | 'x'

/** Word, shape and colour of a state (design: status language). */
export const stateLights: Readonly<Record<RewardState, Light>> = {
  draft: 'b', submitted: 'y', verified: 'y', approving: 'y', approved: 'g', noticed: 'g', publicised: 'b', paid: 'g', filed: 'k', rejected: 'x', expired: 'r', void: 'x',
}

/** Fen of a typed amount such as 1,200 or 80.5; null for anything that is no amount of money. An empty field is nothing: 0. */
export function fenOf(written: string): number | null {
  const plain = written.normalize('NFKC').replaceAll(/[,，\s元]/g, '')
  if (plain === '') return 0
  const found = /^(\d{1,8})(?:\.(\d{1,2}))?$/.exec(plain)
  return found ? Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0')) : null
}

/** What stands in the field for fen: without noughts that nobody types. */
export const typedOf = (fen: number): string => (fen === 0 ? '' : fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2))

/** Cash, goods or both in one line: 2,000.00元、米面油（折价80.00元）. */
export function prizeWords(reward: { cashFen: number; goodsFen: number; goods: string | null }): string {
  const goods = reward.goodsFen > 0 ? `${reward.goods ?? '物品'}（折价${yuan(reward.goodsFen)}元）` : null
  return [reward.cashFen > 0 ? `${yuan(reward.cashFen)}元` : null, goods].filter((part) => part !== null).join('、')
}

export interface PathNode {
  title: string
  sub: string
  state: 'done' | 'now' | 'todo' | 'bad'
}

const ended: Partial<Record<RewardState, string>> = { rejected: '不批准', expired: '逾期未领', void: '已作废' }

/** The way of a reward through the office, what is done and where it stands; an end that is no filing is its last node. */
export function pathOf(reward: RewardDetail): PathNode[] {
  const { state } = reward
  const day = (on: string | null | undefined): string => on?.slice(5) ?? ''
  const stepBy = (step: string): string => reward.steps.findLast((each) => each.step === step)?.by ?? ''
  const node = (title: string, done: boolean, now: boolean, doneSub: string, todoSub: string): PathNode => ({ title, sub: done ? doneSub : todoSub, state: done ? 'done' : now ? 'now' : 'todo' })
  const nodes: PathNode[] = []
  if (reward.lead) nodes.push({ title: '线索登记', sub: day(reward.lead.receivedOn), state: 'done' })
  if (reward.origin === 'ledger') nodes.push({ title: '台账导入', sub: day(reward.appliedOn), state: 'done' })
  else {
    nodes.push(node('提出申请', state !== 'draft', state === 'draft', `${reward.applicant}　${day(reward.appliedOn)}`, '草稿，还没有提交'))
    nodes.push(node('民警核实', reward.verification !== null, state === 'submitted', `${reward.verification?.by ?? ''}　${day(reward.verification?.on)}`, '社区民警'))
    for (const level of reward.levels) {
      const label = level.label.split(/\s/)[0] ?? level.label
      const word = { agreed: '同意', refused: '不批准', current: '待批', waiting: '审批' }[level.state]
      nodes.push({ title: `${label} ${word}`, sub: level.approver ? `${level.approver}　${day(level.on)}` : level.office, state: level.state === 'agreed' ? 'done' : level.state === 'refused' ? 'bad' : level.state === 'current' ? 'now' : 'todo' })
    }
    nodes.push(node('告知', reward.noticedOn !== null, state === 'approved', day(reward.noticedOn), '告知受奖人'))
    if (reward.publicDays !== null) nodes.push(node('公示', reward.publicFrom !== null, state === 'noticed', `${day(reward.publicFrom)}至${day(reward.publicTo)}`, `公示${reward.publicDays}日`))
  }
  const isPaid = state === 'paid' || state === 'filed'
  const paying = state === 'publicised' || (state === 'noticed' && reward.publicDays === null) || (state === 'approved' && reward.origin === 'ledger')
  nodes.push(node('发放', isPaid, paying, `${stepBy('pay')}　${day(reward.paidOn)}`, '两名发放人'))
  nodes.push(node('归档', state === 'filed', state === 'paid', day(reward.steps.findLast((each) => each.step === 'file')?.on), '签领表入卷'))
  const end = ended[state]
  if (end === undefined) return nodes
  const gone = nodes.filter((each) => each.state === 'done')
  return [...gone, { title: end, sub: day(reward.steps.at(-1)?.on), state: 'bad' }]
}
