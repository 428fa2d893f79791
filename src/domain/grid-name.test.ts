import { describe, expect, test } from 'vitest'
import { ordinalGridName, readWrittenGrid } from './grid-name'

describe('names of grids', () => {
  test.each(['第1网格', '第１网格', '一格', '1号网格', '１网格', '网格一', '网格1', '1', '一', '第一格', '东湖社区1网格', '东湖第1网格', '1#网格', '01', '第01网格', '基础网格一', '第一基础网格'])(
    '%s is the first grid, written otherwise',
    (text) => expect(readWrittenGrid(text, '东湖社区')).toEqual({ kind: 'ordinal', name: '第一网格', canonical: false }),
  )
  test.each(['第一网格', '东湖社区第一网格', ' 东湖社区 第一网格', '清河镇东湖社区第一网格'])('%s is already right', (text) => {
    expect(readWrittenGrid(text, '东湖社区')).toEqual({ kind: 'ordinal', name: '第一网格', canonical: true })
  })
  test('ordinals beyond ten', () => {
    expect([10, 11, 20, 21, 105].map(ordinalGridName)).toEqual(['第十网格', '第十一网格', '第二十网格', '第二十一网格', '第一百零五网格'])
    for (const ordinal of [1, 10, 12, 20, 37, 105]) {
      expect(readWrittenGrid(ordinalGridName(ordinal), null)).toEqual({ kind: 'ordinal', name: ordinalGridName(ordinal), canonical: true })
    }
  })
  test.each(['第一网格、第二网格', '第一、二网格', '1、2网格', '第一网格/第二网格', '东湖社区第一网格，东湖社区第二网格', '第一网格第二网格'])('%s names two', (text) => {
    expect(readWrittenGrid(text, '东湖社区')).toEqual({ kind: 'several', names: ['第一网格', '第二网格'] })
  })
  test('ranges, codes, names, all and elsewhere', () => {
    expect(readWrittenGrid('第一至三网格', null)).toEqual({ kind: 'several', names: ['第一网格', '第二网格', '第三网格'] })
    expect(readWrittenGrid('330106009001002', null)).toEqual({ kind: 'code', code: '330106009001002' })
    expect(readWrittenGrid('锦绣网格', null)).toEqual({ kind: 'named', name: '锦绣网格' })
    expect(readWrittenGrid('全部网格', null)).toEqual({ kind: 'all' })
    expect(readWrittenGrid('西山村第一网格', '东湖社区')).toEqual({ kind: 'elsewhere', community: '西山村' })
    expect(readWrittenGrid('—', null)).toEqual({ kind: 'empty' })
  })
})
