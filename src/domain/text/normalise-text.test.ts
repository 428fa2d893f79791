import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normaliseText } from './normalise-text'
import { xmlText } from './xml-text'

const code = (...points: number[]): string => String.fromCodePoint(...points)
const between = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, step) => from + step)
const noncharacters = [...between(0xfdd0, 0xfdef), ...between(0, 16).flatMap((plane) => [plane * 0x10000 + 0xfffe, plane * 0x10000 + 0xffff])]
const controls = [...between(0, 8), ...between(0xe, 0x1f), ...between(0x7f, 0x84), ...between(0x86, 0x9f)]
const unseen = [0xad, 0x34f, 0x61c, 0x180e, ...between(0x200b, 0x200f), ...between(0x202a, 0x202e), ...between(0x2060, 0x206f), 0x3164, ...between(0xfe00, 0xfe0f), 0xfeff, 0xffa0, ...between(0xfff9, 0xfffc), 0xe0001, 0xe0041, 0xe0100, 0xe01ef]

describe('the one door of text', () => {
  test.each([
    ['controls', controls],
    ['noncharacters', noncharacters],
    ['lone surrogates', [0xd800, 0xdbff, 0xdc00, 0xdfff]],
    ['what cannot be seen', unseen],
  ])('%s go, and what stands around them stays', (_, points) => {
    for (const point of points) expect([point.toString(16), normaliseText(`东湖${code(point)}社区`)]).toEqual([point.toString(16), '东湖社区'])
    expect(normaliseText(points.map((point) => code(point)).join(' ')).trim()).toBe('')
  })

  test.each([
    ['Kangxi radicals', '⼈⺠⽂⾦⾼⾺⿓⽯⼭', '人民文金高马龙石山'.replace('马', '馬').replace('龙', '龍')],
    ['radicals of the supplement', '⻢⻰⻋⻔⻜⻥⻦⻩⻬⻄⻘⺟', '马龙车门飞鱼鸟黄齐西青母'],
    ['strokes', '㇐㇑', '一丨'],
    ['compatibility ideographs', '\uF9E1\uF90A\uF96D\u{2F81A}', '李金省冬'],
    ['half-width Japanese forms', '｢东湖｣､社区｡', '「东湖」、社区。'],
    ['what is composed of two signs', 'u\u0308 e\u0301', 'ü é'],
    ['blanks of other widths', '东湖\u00A0社区\u2003一\u202F二\u2800三', '东湖 社区 一 二 三'],
    ['line ends', 'a\r\nb\rc\u2028d\u2029e\u0085f\vg', 'a\nb\nc\nd\ne\nf\ng'],
  ])('%s', (_, written, plain) => {
    expect(normaliseText(written)).toBe(plain)
  })

  test.each(['𫰡', '㛃', '䶮', '𠮷', '𬎆', '\u{30EDD}', '﨎﨏﨑﨓﨔﨟﨡﨣﨤﨧﨨﨩', '\uE000', '\uFFFD', '１２３ＡＢ', '　第一', '①②', '—…“”', '👮', '\t\n', '㎡', '℃', '〇', '々'])('%s stays', (text) => {
    expect(normaliseText(text)).toBe(text)
  })

  test('every radical becomes one ideograph, and one only', () => {
    for (const point of [...between(0x2e81, 0x2e99), ...between(0x2e9b, 0x2ef3), ...between(0x2f00, 0x2fd5)]) {
      expect([point.toString(16), /^[\p{Unified_Ideograph}]$/u.test(normaliseText(code(point)))]).toEqual([point.toString(16), true])
    }
  })

  test('a text that passed once passes unchanged, and XML can hold it', () => {
    const anything = fc.array(fc.integer({ min: 0, max: 0x10ffff }).map((point) => code(point)), { maxLength: 20 }).map((signs) => signs.join(''))
    const likely = fc.array(fc.constantFrom(...noncharacters, ...controls, ...unseen, 0x308, 0x75, 0x2f08, 0x9f9f, 0xd83d, 0xdc6e, 0x20bb7, 0xff76, 0xff9e).map((point) => code(point)), { maxLength: 20 }).map((signs) => signs.join(''))
    fc.assert(
      fc.property(fc.oneof(anything, likely), (text) => {
        const once = normaliseText(text)
        expect(normaliseText(once)).toBe(once)
        expect(xmlText(once)).toBe(once)
        expect(once).toBe(once.normalize('NFC'))
      }),
      { numRuns: 2000 },
    )
  })
})

test('the last guard takes only what XML has no way to write', () => {
  expect(xmlText('东\uFFFE湖\uFFFF\u0000\u000B\uD800社\uDC00区\u{20BB7}\t\r\n\u0085\u200B')).toBe('东湖社区\u{20BB7}\t\r\n\u0085\u200B')
})
