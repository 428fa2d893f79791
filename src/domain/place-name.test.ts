import { describe, expect, test } from 'vitest'
import { communityInTitle, communityKind, communityName, isGenericSheetName, isPlaceName, placeInLabel, placeInSheetName, shortCommunityName, withoutTownship } from './place-name'

describe('names of communities', () => {
  test.each([
    ['东湖社区', '东湖社区', '东湖'],
    ['东湖社区居委会', '东湖社区', '东湖'],
    ['东湖社区居民委员会', '东湖社区', '东湖'],
    ['李庄村委会', '李庄村', '李庄'],
    ['李庄村民委员会', '李庄村', '李庄'],
    [' 李 庄 村 ', '李庄村', '李庄'],
    ['纺城新村社区', '纺城新村社区', '纺城新村'],
    ['东湖', '东湖', '东湖'],
  ])('%s is stored as %s, in short %s', (written, name, short) => {
    expect(communityName(written)).toBe(name)
    expect(shortCommunityName(written)).toBe(short)
  })
  test.each([
    ['东湖社区网格人员信息表', '东湖社区'],
    ['李庄村“1+1+N”人员情况', '李庄村'],
    ['某区清河镇东湖社区网格员花名册', '东湖社区'],
    ['2026年东湖社区人员名单', '东湖社区'],
    ['一、东湖社区（2人）', '东湖社区'],
    ['新城新村社区网格化联动工作站人员名单', '新城新村社区'],
    ['清河镇部分村（社区）网格人员汇总表', null],
    ['清河镇“1+1+N”网格化联动工作站人员花名册', null],
    ['各社区人员名单', null],
    ['东湖社区、西山社区人员名单', null],
    ['填报单位：清河派出所', null],
  ])('the title %s names %s', (title, name) => expect(communityInTitle(title)).toBe(name))
  test('labels, sheet names and townships', () => {
    expect(placeInLabel('社区名称：东湖')).toBe('东湖')
    expect(placeInLabel('村(社区)：东湖社区')).toBe('东湖社区')
    expect(placeInLabel('单位：人')).toBeNull()
    expect(placeInSheetName('1.东湖社区 ')).toBe('东湖社区')
    expect(placeInSheetName('12、李庄村(2)')).toBe('李庄村')
    expect(withoutTownship('某区清河镇东湖社区')).toBe('东湖社区')
    expect(withoutTownship('古镇社区')).toBe('古镇社区')
    for (const name of ['Sheet1', '花名册', '人员名单', '志愿者', '网格长', '汇总']) expect(isGenericSheetName(name)).toBe(true)
    for (const name of ['东湖', '3.李庄']) expect(isGenericSheetName(name)).toBe(false)
    expect(isPlaceName('其他村社区')).toBe(false)
  })
  test('kind follows the code, else the name', () => {
    expect(communityKind('东湖社区', null)).toBe('residents_committee')
    expect(communityKind('东湖', '330106009201')).toBe('village_committee')
    expect(communityKind('东湖', '330106009001')).toBe('residents_committee')
    expect(communityKind('东湖', null)).toBeNull()
  })
})
