import type { SeededRandom } from './seeded-random'

/** Invented sentences of weekly minutes: what clerks write, about nobody and nowhere. */
const trend = ['近期冒充快递客服退款诈骗多发，需加大入户提醒。', '入冬后楼道充电、飞线充电抬头，夜巡发现的隐患增多。', '集市周边车辆乱停，周末人流量大，需增加见警率。', '溜门盗窃风险上升，一楼住户和沿街门店重点提醒。', '治安平稳，未发生有影响的案件。']
const cause = ['主要为停车纠纷报警、电信诈骗。', '主要为邻里纠纷报警。', '主要为电动车电瓶被盗、求助。', '主要为噪音扰民、求助。']
const perGrid = {
  B1: ['无变动。', '新增租住人员{n}人，均已登记。', '搬离租户{n}户，出租房空置{n}套。', '楼道长更换1名，已交接。'],
  B2: ['无。', '调处邻里噪音纠纷{n}起，均当场化解。', '停车纠纷{n}起，已化解。', '院墙界址争议1起，已转镇司法所。', '租户退押金纠纷1起，约定下周再次调解。'],
  B3: ['群众希望增设电动车充电棚。', '反映垃圾清运不及时，已与环卫所对接。', '反映早市占道经营。', '反映路灯不亮{n}处，已报镇城建办。', '无。'],
  B4: ['无。', '无异常。', '工地{n}0名工人工资支付正常，继续关注。', '业主对办证进度有意见，情绪平稳。'],
  B5: ['平安巡逻队夜巡{n}次。', '发放防火提示单{n}0份。', '楼道长清理楼道杂物{n}处。', '志愿者入户宣传反诈{n}0户。'],
} as const
const problems = ['电动车电瓶被盗。协调物业在车棚加装监控，凌晨时段蹲守。', '沿街“三合一”门店回潮。联合夜查，逐户下发安全整改通知书。', '诈骗警情多发。逐楼院建群提醒，重点人群一对一宣传。', '群租房隔断。约谈二房东，限期自行拆除。']
const complaints = ['小区停车难。利用空地增划临时车位，错时开放。', '老旧线路经常跳闸。联系供电所排查负荷。', '早市占道、垃圾无人清。划定临时摆摊区，定时保洁。', '下水道反复堵塞。列入改造计划，先行疏通。']
const measures = ['在车棚加装监控{n}处', '联合夜查住人门店{n}家', '建立{n}个楼院反诈宣传群', '增划临时停车位{n}个', '对出租房再排查一遍', '对独居老人逐户走访', '疏通下水道并复查', '清理楼道杂物{n}处']
const results = ['已完成，现场核对无误', '全部办结，群众认可', '已完成并拍照留存', '按时完成，转入日常管理']
const places = ['警务站会议室', '党群服务中心一楼', '社区议事厅', '网格工作站二楼会议室', '村部东会议室']
const leaves = ['病假', '事假', '公出', '参加镇里培训']

/** What clerks keep at hand: of one item, or of any. */
export const samplePhrases: readonly { code: string | null; text: string }[] = [
  { code: null, text: '无。' },
  { code: null, text: '无异常。' },
  { code: 'A1', text: '主要为邻里纠纷报警。' },
  { code: 'A2', text: '治安平稳，未发生有影响的案件。' },
  { code: 'B1', text: '无变动。' },
  { code: 'B3', text: '群众希望增设电动车充电棚。' },
  { code: 'B3', text: '反映早市占道经营。' },
  { code: 'C2', text: '小区停车难。利用空地增划临时车位，错时开放。' },
]

export type GridCode = keyof typeof perGrid
export const gridCodes = Object.keys(perGrid) as GridCode[]

/** Writes minutes as different every week as real ones. */
export function sampleScribe(random: SeededRandom) {
  const numbered = (text: string): string => text.replaceAll('{n}', () => String(random.integer(1, 6)))
  return {
    trend: (): string => random.pick(trend),
    cause: (): string => random.pick(cause),
    grid: (code: GridCode): string => numbered(random.pick<string>(perGrid[code])),
    problem: (): string => random.pick(problems),
    complaint: (): string => random.pick(complaints),
    measures: (): string[] => random.shuffle(measures).slice(0, random.integer(2, 3)).map(numbered),
    result: (): string => random.pick(results),
    place: (): string => random.pick(places),
    leave: (): string => random.pick(leaves),
  }
}
export type SampleScribe = ReturnType<typeof sampleScribe>
