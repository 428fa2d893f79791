import type { WrittenIdentity } from './identity-number'

/** What is wrong with a written identity number and what to do, as one sentence; empty for a right one. */
export function identityFault(read: WrittenIdentity): string {
  switch (read.kind) {
    case 'empty':
    case 'valid':
      return ''
    case 'old':
      return `身份证号是15位旧号，已停用，升位后应为${read.suggested}。对照原件换成18位号码。`
    case 'length':
      return read.digits < 18 ? `身份证号只有${read.digits}位，少${18 - read.digits}位。对照原件补全。` : `身份证号有${read.digits}位，多${read.digits - 18}位。对照原件改正。`
    case 'checkDigit':
      return `身份证号校验码不对：末位应为${read.expected}，填的是${read.written}。对照原件改正。`
    case 'birthDate':
      return '身份证号里的出生日期不存在。对照原件改正。'
    case 'precisionLost':
      return '身份证号末几位已丢失。对照原件重新录入。'
    case 'masked':
      return '身份证号带星号，不完整。对照原件补全。'
    case 'unreadable':
      return '身份证号只能是数字，末位可以是X。对照原件改正。'
  }
}
