import { loginSchema, townshipAreaCodeSchema } from '../../../contract/station'
import { nameSchema } from '../../../contract/values'
import { passwordFault } from '../../../domain/password-rule'

export interface FirstAccount {
  name: string
  login: string
  password: string
}

export interface FirstRunForm {
  townshipName: string
  areaCode: string
  /** One community per line, as pasted from wherever the clerk keeps them. */
  communities: string
  admin: FirstAccount
  clerk: FirstAccount
}

export const emptyForm = (): FirstRunForm => ({
  townshipName: '',
  areaCode: '',
  communities: '',
  admin: { name: '', login: '', password: '' },
  clerk: { name: '', login: '', password: '' },
})

/** Path as the contract spells it → what is wrong. `hasTownship`: the command line has made it, only accounts are missing. */
export function firstRunFaults(form: FirstRunForm, hasTownship: boolean): Record<string, string> {
  const faults: Record<string, string> = {}
  const note = (path: string, fault: string | null): void => {
    if (fault !== null) faults[path] = fault
  }
  if (!hasTownship) {
    note('township.name', worded(nameSchema, form.townshipName))
    note('township.areaCode', worded(townshipAreaCodeSchema, form.areaCode.trim()))
    note('communities', communityFault(communityNames(form.communities)))
  }
  for (const who of ['admin', 'clerk'] as const) {
    const account = form[who]
    note(`${who}.name`, worded(nameSchema, account.name))
    note(`${who}.login`, worded(loginSchema, account.login))
    note(`${who}.password`, account.password === '' ? empty : passwordFault(account.password, account.login))
  }
  if (form.admin.login.trim() !== '' && form.admin.login.trim() === form.clerk.login.trim()) faults['clerk.login'] = '登录名和管理员的一样，换一个。'
  return faults
}

/** Numbers and blanks that a pasted list brings along are no part of the name. */
export function communityNames(text: string): string[] {
  const lines = text.split(/[\n\r]+/).map((line) => line.trim().replace(/^\d+[.、)）\s]+/, ''))
  const names = lines.flatMap((line) => line.split(/[、，,;；\t]+/)).map((name) => name.trim())
  return [...new Set(names.filter((name) => name !== ''))]
}

function communityFault(names: readonly string[]): string | null {
  if (names.length > 500) return `最多500个村(社区)，现在${names.length}个。`
  const wrong = names.find((name) => !nameSchema.safeParse(name).success)
  return wrong === undefined ? null : `「${wrong.slice(0, 12)}…」太长或含有不能显示的字符。`
}

const empty = '不能为空。'

interface Schema {
  safeParse: (value: unknown) => { success: boolean; error?: { issues: readonly { message: string }[] } | undefined }
}

function worded(schema: Schema, value: string): string | null {
  if (value.trim() === '') return empty
  const [first] = schema.safeParse(value).error?.issues ?? []
  return first ? `${first.message}。` : null
}
