import { expect, test } from 'vitest'
import { changeSentence, type ChangePlan } from './change-sentence'

const plan: ChangePlan = {
  today: '2026-11-05',
  onDate: '2026-11-24',
  post: 'grid_chief',
  community: '东湖社区',
  grid: '第六网格',
  incoming: '张三',
  outgoing: '李四',
  isActing: false,
  partner: '韩云霞',
}

test('who comes, who leaves and whose pair follows', () => {
  expect(changeSentence(plan)).toBe('11月24日起，张三任第六网格网格长；李四任至11月23日。韩云霞与张三结对。')
})

test('an empty seat is filled, acting, without a partner', () => {
  expect(changeSentence({ ...plan, outgoing: null, partner: null, isActing: true })).toBe('11月24日起，张三代理第六网格网格长。')
})

test('a seat falls vacant and the pair breaks', () => {
  expect(changeSentence({ ...plan, incoming: null })).toBe('11月24日起，第六网格网格长空缺；李四任至11月23日。韩云霞的结对断开。')
})

test('a post of the community names the community and pairs nobody', () => {
  expect(changeSentence({ ...plan, post: 'station_chief', grid: null, onDate: '2027-01-01' })).toBe(
    '2027年1月1日起，张三任东湖社区网格工作站站长；李四任至12月31日。',
  )
})

test('one of many volunteers leaves without a successor', () => {
  expect(changeSentence({ ...plan, post: 'volunteer', grid: null, incoming: null })).toBe('李四任东湖社区志愿者至11月23日，不补人。')
})
