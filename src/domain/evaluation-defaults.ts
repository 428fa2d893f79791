import type { Dimension, SheetKind, Template } from './evaluation'

/**
 * The templates that ship with the program. The six dimensions of the auxiliary are the article's (P12); their maxima,
 * the five of the officer and every criterion are defaults that a township may change.
 */
const aux: readonly Dimension[] = [
  { code: 'INFO', label: '信息报送', maxX10: 200, criteria: '17–20 及时准确、有价值；12–16.5 基本及时；12以下须写原因' },
  { code: 'MEDIATE', label: '矛盾化解', maxX10: 200, criteria: '17–20 主动排查、化解到位；12–16.5 参与化解；12以下须写原因' },
  { code: 'STABILITY', label: '协助维稳', maxX10: 150, criteria: '13–15 随叫随到、处置得当；9–12.5 能够配合；9以下须写原因' },
  { code: 'DUTY', label: '责任落实', maxX10: 150, criteria: '13–15 在岗履责、无漏巡；9–12.5 偶有漏巡、当日补齐；9以下须写原因' },
  { code: 'FEEDBACK', label: '问题反馈', maxX10: 150, criteria: '13–15 件件有回音；9–12.5 偶有迟报；9以下须写原因' },
  { code: 'STYLE', label: '工作作风', maxX10: 150, criteria: '13–15 文明规范、群众认可；9–12.5 一般；9以下须写原因' },
]
const police: readonly Dimension[] = [
  { code: 'COLLECT', label: '基础信息采集', maxX10: 200, criteria: '17–20 采集及时、准确；12–16.5 基本完成；12以下须写原因' },
  { code: 'POPULATION', label: '实有人口管理', maxX10: 200, criteria: '17–20 底数清、变动及时；12–16.5 基本掌握；12以下须写原因' },
  { code: 'PREVENTION', label: '组织安全防范', maxX10: 200, criteria: '17–20 组织有力、发案下降；12–16.5 正常开展；12以下须写原因' },
  { code: 'DISPUTES', label: '化解矛盾纠纷', maxX10: 200, criteria: '17–20 主动化解、无上行；12–16.5 正常化解；12以下须写原因' },
  { code: 'SERVICE', label: '联系服务群众', maxX10: 200, criteria: '17–20 走访多、群众认可；12–16.5 正常走访；12以下须写原因' },
]
export const defaultTemplates: Readonly<Record<SheetKind, Template>> = {
  police_by_chief: { version: 1, dimensions: police },
  aux_by_police: { version: 1, dimensions: aux },
  aux_by_grid_chief: { version: 1, dimensions: aux },
}

export interface Phrase {
  readonly use: 'reason' | 'comment'
  readonly dimension: string | null
  readonly text: string
}
export const defaultPhrases: readonly Phrase[] = [
  { use: 'reason', dimension: 'INFO', text: '当月报送信息偏少' },
  { use: 'reason', dimension: 'INFO', text: '信息要素不全、多次退回' },
  { use: 'reason', dimension: 'MEDIATE', text: '纠纷排查不主动' },
  { use: 'reason', dimension: 'STABILITY', text: '重点时段到岗不及时' },
  { use: 'reason', dimension: 'DUTY', text: '多次未巡查' },
  { use: 'reason', dimension: 'DUTY', text: '巡查时长不足' },
  { use: 'reason', dimension: 'DUTY', text: '交办事项拖延' },
  { use: 'reason', dimension: 'FEEDBACK', text: '问题反馈不及时' },
  { use: 'reason', dimension: 'STYLE', text: '着装或用语不规范' },
  { use: 'reason', dimension: null, text: '请假较多，工作量不足' },
  { use: 'comment', dimension: null, text: '工作扎实，履职到位' },
  { use: 'comment', dimension: null, text: '总体较好，信息报送有待加强' },
  { use: 'comment', dimension: null, text: '能完成任务，主动性需提高' },
]
