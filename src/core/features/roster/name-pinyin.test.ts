import { describe, expect, it } from 'vitest'
import { searchKey } from '../../../domain/search-key'
import { afterPrefix, readName, searchTerms } from './name-pinyin'

describe('a surname with several readings', () => {
  it.each([
    ['单雄信', 'shanxiongxin', 'sxx'],
    ['曾国藩', 'zengguofan', 'zgf'],
    ['仇英', 'qiuying', 'qy'],
    ['解缙', 'xiejin', 'xj'],
    ['查良镛', 'zhaliangyong', 'zly'],
    ['任我行', 'renwoxing', 'rwx'],
    ['华佗', 'huatuo', 'ht'],
    ['吕布', 'lvbu', 'lb'],
    ['欧阳修', 'ouyangxiu', 'oyx'],
    ['尉迟恭', 'yuchigong', 'ycg'],
  ])('%s is read %s', (name, pinyin, initials) => {
    expect(readName(name)).toEqual({ pinyin, initials })
    for (const typed of [name, pinyin, initials]) expect(searchTerms(name)).toContain(typed)
  })

  it('is read as a place in a place', () => expect(readName('单县', 'place').pinyin).not.toBe(''))
})

describe('a search', () => {
  const finds = (name: string, typed: string): boolean => searchTerms(name).some((term) => term >= searchKey(typed) && term < afterPrefix(searchKey(typed)))

  it.each(['秦志成', '秦', '志成', '成', 'qinzhicheng', 'qinzhi', 'zhicheng', 'qzc', 'zc', 'QZC', ' q z c ', 'qin zhi cheng'])('for %s finds 秦志成', (typed) => {
    expect(finds('秦志成', typed)).toBe(true)
  })
  it.each(['秦成', 'qc', 'hicheng', 'x', '1'])('for %s does not', (typed) => expect(finds('秦志成', typed)).toBe(false))

  it('finds ü typed as v, u or ü', () => {
    for (const typed of ['lv', 'lu', 'lü', 'lvxiaobu', 'luxiaobu']) expect(finds('吕小布', typed)).toBe(true)
  })

  it('finds a surname by its everyday reading as well', () => {
    for (const typed of ['dan', 'shan']) expect(finds('单小明', typed)).toBe(true)
  })

  it('finds a name of a minority by each of its parts, and one in letters', () => {
    for (const typed of ['买买提·艾力', '艾力', 'aili', 'mmtal']) expect(finds('买买提·艾力', typed)).toBe(true)
    expect(finds('Anna李', 'anna')).toBe(true)
  })
})
