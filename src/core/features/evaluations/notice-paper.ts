import type { FormPaper } from '../../../contract/paper'
import { resultWords } from '../../../domain/evaluation-result'
import { monthWords } from '../../../domain/month'
import type { MonthPicture, PictureResult } from './month-picture'

/** 结果告知单, for the rated person's signature: total and grade, and no figure of any rater. */
export function noticePaper(picture: MonthPicture, result: PictureResult): FormPaper {
  const isPolice = result.subject === 'police'
  const label = (text: string): { text: string; label: true; span: 1; side: 'centre' } => ({ text, label: true, span: 1, side: 'centre' })
  const value = (text: string, span = 1): { text: string; span: number; side: 'centre' } => ({ text, span, side: 'centre' })
  const total = result.finalX100 === null ? '—' : resultWords(result.finalX100)
  return {
    kind: 'form',
    name: `${result.ratee}告知单`,
    title: isPolice ? '社区民警月度评议结果告知单' : '警辅人员月度考核结果告知单',
    left: `考核月份：${monthWords(picture.month)}`,
    right: `${picture.township}`,
    widths: [14, 26, 14, 26],
    rows: [
      { cells: [label('姓名'), value(result.ratee), label('岗位'), value(isPolice ? '社区民警' : '警辅人员')], height: 1.5 },
      { cells: [label('村(社区)'), value(result.community), label('基础网格'), value(isPolice ? '—' : (result.grid ?? '—'))], height: 1.5 },
      { cells: [label('总分'), value(total), label('等次'), value(result.grade ?? '—')], height: 2 },
      ...(result.finalX100 === null ? [{ cells: [label('说明'), { text: result.state === 'open' ? '结账时评议表未齐，本月不出结果。' : '本月免评，不计结果。', span: 3, side: 'left' as const }], height: 2 }] : []),
      { cells: [label('本人意见'), { text: '□ 无异议　　□ 有异议，理由：', span: 3, side: 'left' }], height: 6 },
    ],
    note: '注：本单只告知总分和等次。有异议的，可以向镇内勤提出申诉，申诉和答复都记录在案。',
    signatures: ['被考核人签名：', '日期：　　年　　月　　日'],
  }
}
