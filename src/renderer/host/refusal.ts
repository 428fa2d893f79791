import { ORPCError } from '@orpc/client'
import type { DeclaredErrorCode } from '../../contract/errors'

export interface Explained {
  /** A whole sentence for the person: what happened, what was kept, what to do. */
  message: string
  /** Where the cursor goes: the path of the input field, `incoming.person.idNo`. */
  field: string | null
  /** One of the contract's codes, or OFFLINE when the program could not be reached. */
  code: DeclaredErrorCode | 'OFFLINE'
  /** The number that leads to the log, for an error nobody foresaw. */
  correlationId: string | null
}

const offline = '连不上工作站程序。填写的内容还在，重新打开程序后重试。'
const unforeseen = '程序出错，这一步没有办成，之前保存的都在。'

/** Turns whatever a call has thrown into words; never throws itself. */
export function explain(error: unknown): Explained {
  if (!(error instanceof ORPCError)) return { message: isLostLine(error) ? offline : unforeseen, field: null, code: isLostLine(error) ? 'OFFLINE' : 'INTERNAL', correlationId: null }
  const data: unknown = error.data
  if (!error.defined) return fromStatus(error.status)
  switch (error.code) {
    case 'REFUSED':
      return { message: error.message, field: text(data, 'field'), code: 'REFUSED', correlationId: null }
    case 'INVALID_INPUT': {
      const [first] = chineseFields(data)
      return { message: first ? `${first.message.replace(/。$/, '')}。库里没有变动，改正后重试。` : error.message, field: first?.path ?? firstPath(data), code: 'INVALID_INPUT', correlationId: null }
    }
    case 'INTERNAL':
      return { message: error.message, field: null, code: 'INTERNAL', correlationId: text(data, 'correlationId') }
    default:
      return { message: error.message, field: null, code: error.code as DeclaredErrorCode, correlationId: null }
  }
}

/** All fields that the core named, for a form that marks more than one. */
export function faultyFields(error: unknown): Record<string, string> {
  if (!(error instanceof ORPCError) || !error.defined) return {}
  if (error.code === 'INVALID_INPUT') return Object.fromEntries(chineseFields(error.data).map(({ path, message }) => [path, message]))
  const { field, message } = explain(error)
  return field ? { [field]: message } : {}
}

/** The host answered without the core's words: its own refusal of the session, or a failure on the way. */
function fromStatus(status: number): Explained {
  if (status === 401) return { message: '还没有登录，或登录已过期。库里没有变动，登录后重试。', field: null, code: 'NOT_SIGNED_IN', correlationId: null }
  if (status >= 502 && status <= 504) return { message: offline, field: null, code: 'OFFLINE', correlationId: null }
  return { message: unforeseen, field: null, code: 'INTERNAL', correlationId: null }
}

/** `fetch` throws a TypeError when nobody answers; a port that closes ends its calls with an AbortError. */
function isLostLine(error: unknown): boolean {
  return error instanceof Error && (error.name === 'ConnectionLost' || error.name === 'AbortError' || error instanceof TypeError)
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

function text(data: unknown, key: string): string | null {
  const value = isObject(data) ? data[key] : null
  return typeof value === 'string' && value !== '' ? value : null
}

function fields(data: unknown): { path: string; message: string }[] {
  const list = isObject(data) && Array.isArray(data['fields']) ? data['fields'] : []
  return list.flatMap((entry: unknown) => {
    const message = text(entry, 'message')
    return message === null ? [] : [{ path: text(entry, 'path') ?? '', message }]
  })
}

/** A schema without words of its own speaks English; no English on screen. */
const chineseFields = (data: unknown): { path: string; message: string }[] => fields(data).filter(({ message }) => /\p{Script=Han}/u.test(message))
const firstPath = (data: unknown): string | null => fields(data)[0]?.path || null
