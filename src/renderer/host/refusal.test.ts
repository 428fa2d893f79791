import { ORPCError } from '@orpc/client'
import { describe, expect, it } from 'vitest'
import { explain, faultyFields } from './refusal'

const declared = (code: string, message: string, data: unknown = undefined): ORPCError<string, unknown> => new ORPCError(code, { defined: true, message, data })

describe('explain', () => {
  it('keeps the sentence and the field of a refusal', () => {
    const error = declared('REFUSED', '这个网格已有网格长。', { rule: 'I3', field: 'gridId' })
    expect(explain(error)).toEqual({ message: '这个网格已有网格长。', field: 'gridId', code: 'REFUSED', correlationId: null })
  })

  it('puts the first field of an invalid input into words', () => {
    const error = declared('INVALID_INPUT', '填写的内容不符合要求。', { fields: [{ path: 'login', message: '登录名至少2个字' }] })
    expect(explain(error)).toMatchObject({ message: '登录名至少2个字。库里没有变动，改正后重试。', field: 'login' })
  })

  it('shows no English of a schema', () => {
    const error = declared('INVALID_INPUT', '填写的内容不符合要求。', { fields: [{ path: 'limit', message: 'Too big' }] })
    expect(explain(error)).toMatchObject({ message: '填写的内容不符合要求。', field: 'limit' })
    expect(faultyFields(error)).toEqual({})
  })

  it('gives the number that leads to the log', () => {
    expect(explain(declared('INTERNAL', '程序出错。', { correlationId: '01J' }))).toMatchObject({ code: 'INTERNAL', correlationId: '01J' })
  })

  it('knows a lost line by either carrier', () => {
    expect(explain(new TypeError('Failed to fetch')).code).toBe('OFFLINE')
    expect(explain(Object.assign(new Error('closed'), { name: 'AbortError' })).code).toBe('OFFLINE')
    expect(explain(new ORPCError('BAD_GATEWAY')).code).toBe('OFFLINE')
  })

  it('never shows the words of an unknown error', () => {
    expect(explain(new RangeError('a secret value'))).toMatchObject({ code: 'INTERNAL', message: '程序出错，这一步没有办成，之前保存的都在。' })
    expect(explain(null).code).toBe('INTERNAL')
  })
})

describe('faultyFields', () => {
  it('names every field at once', () => {
    const error = declared('INVALID_INPUT', '', { fields: [{ path: 'a', message: '不能为空' }, { path: 'b.c', message: '最多40字' }] })
    expect(faultyFields(error)).toEqual({ a: '不能为空', 'b.c': '最多40字' })
  })
})
