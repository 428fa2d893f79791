import { describe, expect, it } from 'vitest'
import { communityNames, emptyForm, firstRunFaults } from './first-run-form'

const filled = () => ({
  townshipName: '清溪镇',
  areaCode: '440100123',
  communities: '清溪社区\n松岭社区',
  admin: { name: '周明', login: 'zhouming', password: 'Qingxi-2026-a' },
  clerk: { name: '周敏', login: 'zhoumin', password: 'Qingxi-2026-b' },
})

describe('communityNames', () => {
  it('reads one name per line, however it was pasted', () => {
    expect(communityNames('1. 清溪社区\r\n2、松岭社区\n\n松岭社区，石桥村 ')).toEqual(['清溪社区', '松岭社区', '石桥村'])
  })
})

describe('firstRunFaults', () => {
  it('finds nothing in a complete form', () => expect(firstRunFaults(filled(), false)).toEqual({}))

  it('names every empty field', () => {
    expect(Object.keys(firstRunFaults(emptyForm(), false))).toEqual([
      'township.name', 'township.areaCode', 'admin.name', 'admin.login', 'admin.password', 'clerk.name', 'clerk.login', 'clerk.password',
    ])
  })

  it('asks only for accounts when the township is there', () => {
    expect(firstRunFaults({ ...filled(), townshipName: '', areaCode: '' }, true)).toEqual({})
  })

  it('wants two login names', () => {
    const form = filled()
    form.clerk.login = ' zhouming '
    expect(firstRunFaults(form, false)).toEqual({ 'clerk.login': '登录名和管理员的一样，换一个。' })
  })

  it('takes six or nine digits', () => {
    expect(firstRunFaults({ ...filled(), areaCode: '4101' }, false)).toEqual({ 'township.areaCode': '区划代码是6位或9位数字。' })
  })
})
