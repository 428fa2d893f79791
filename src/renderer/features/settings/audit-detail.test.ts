import { describe, expect, it } from 'vitest'
import { auditDetailText, targetText } from './audit-detail'

describe('auditDetailText', () => {
  it('gives stored facts the words of the office', () => {
    expect(auditDetailText('{"field":"phone","reason":"联系本人"}')).toBe('号码：手机号　原因：联系本人')
    expect(auditDetailText('{"login":"shenji","grants":[{"role":"auditor","communityId":null}]}')).toBe('登录名：shenji　授予：审计员')
    expect(auditDetailText('{"post":"grid_chief","incoming":"01M85B2QFD57KCK2TNS098E01J","outgoing":null}')).toBe('岗位：网格长　到任：…98E01J')
  })

  it('says nothing where there is nothing', () => expect(auditDetailText('{}')).toBe(''))

  it('loses nothing that it does not know', () => {
    expect(auditDetailText('{"novel":{"x":1}}')).toBe('novel：x：1')
    expect(auditDetailText('not json')).toBe('not json')
  })
})

describe('targetText', () => {
  it('shows the end of a key', () => {
    expect(targetText('01M85B2QFD57KCK2TNS098E01J')).toBe('…98E01J')
    expect(targetText(null)).toBe('')
  })
})
