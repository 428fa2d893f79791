import type { MatrixAnswer } from './matrix-model'

/** What a test needs of `mySheets`: invented people, the default template. */
export function answerOf(people: number, change: Partial<MatrixAnswer> = {}): MatrixAnswer {
  const dimensions = ['信息报送', '矛盾化解', '协助维稳', '责任落实', '问题反馈', '工作作风'].map((label, at) => ({ code: `D${at}`, label, maxX10: at < 2 ? 200 : 150, criteria: '' }))
  return {
    month: '2026-10', state: 'open', dueOn: '2026-10-31', lockOn: '2026-11-05', closedBecause: null,
    terms: { stepX10: 5, lowPercent: 60, policeWeight: 60, bonusCapX10: 100, deductionCapX10: 100, grades: [{ name: '优秀', fromX100: 9000 }, { name: '不称职', fromX100: 0 }] },
    blocks: [
      {
        kind: 'aux_by_police', communityId: 'C1', community: '春晖社区', raterId: 'P1', rater: '单晓峰', standsInFor: null, template: { version: 1, dimensions },
        rows: Array.from({ length: people }, (_, at) => ({
          rateeId: `R${at}`, ratee: `警辅${at}`, gridId: `G${at}`, grid: `第${at + 1}网格`, state: 'todo' as const, stateReason: null, problem: null, closed: false, cells: dimensions.map(({ code }) => ({ code, scoreX10: null, reason: null })),
          comment: null, sumX10: 0, complete: false, submittedAt: null, attachments: [],
          lastMonth: { month: '2026-09', totalX10: 840, cells: dimensions.map(({ code, maxX10 }) => ({ code, scoreX10: maxX10 - 20, reason: null })) },
          facts: [],
        })),
      },
    ],
    ...change,
  }
}
