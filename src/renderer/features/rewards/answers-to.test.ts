import { expect, test } from 'vitest'
import { answersTo } from './answers-to'

const person = { terms: ['吕知晏', '知晏', '晏', 'lvzhiyan', 'luzhiyan', 'lzy', 'zhiyan', 'zy', 'yan', 'y'] }

test.each([['', true], ['吕', true], ['知', true], ['lz', true], ['LZY', true], ['ｌｚｙ', true], ['lü zhi', true], ['lu', true], ['zyl', false], ['王', false]])('%j', (typed, does) => {
  expect(answersTo(person, typed)).toBe(does)
})
