import { describe, expect, it } from 'vitest'
import { palettePlaces, placesFor } from './palette-places'

const titles = (text: string, may = true): string[] => placesFor(text, () => may).map(({ title }) => title)

describe('placesFor', () => {
  it('finds a page by Chinese, initials and pinyin', () => {
    expect(titles('总览')).toEqual(['镇总览'])
    expect(titles('hmc')).toEqual(['花名册'])
    expect(titles('DAORU')).toEqual(['导入花名册'])
  })

  it('lists every page while nothing is typed', () => expect(titles('')).toEqual(palettePlaces.map(({ title }) => title)))

  it('does not offer what the account may not open', () => expect(titles('', false)).toEqual(['外观', '修改密码', '关于']))
})
