import { identityFault } from '../../../domain/identity-fault'
import { birthDateOf, readWrittenIdentity, sexOf } from '../../../domain/identity-number'
import { readWrittenPhone } from '../../../domain/phone-number'

export interface TypedIdentity {
  /** The number as it will be stored; null when empty or faulty. */
  number: string | null
  problem: string | null
  sex: '男' | '女' | null
  birthOn: string | null
}

/** What the office tells a clerk who types an identity number: GB 11643, with sex and birth date drawn from it. */
export function readTypedIdentity(text: string): TypedIdentity {
  const read = readWrittenIdentity(text)
  switch (read.kind) {
    case 'empty':
      return { number: null, problem: null, sex: null, birthOn: null }
    case 'valid':
      return { number: read.number, problem: null, sex: sexOf(read.number), birthOn: birthDateOf(read.number) }
    default:
      return { number: null, problem: identityFault(read), sex: null, birthOn: null }
  }
}

/** Null when both agree or one is not known. */
export function sexContradiction(identity: TypedIdentity, sex: '男' | '女' | null): string | null {
  if (identity.sex === null || sex === null || identity.sex === sex) return null
  return `身份证号显示为${identity.sex}，填写的是${sex}。对照原件改正其中一处。`
}

export function readTypedPhone(text: string): { number: string | null; problem: string | null } {
  const read = readWrittenPhone(text)
  switch (read.kind) {
    case 'empty':
      return { number: null, problem: null }
    case 'mobile':
      return { number: read.number, problem: null }
    case 'landline':
      return { number: null, problem: '这是座机号。这里填11位手机号，座机写到备注。' }
    case 'several':
      return { number: null, problem: `填了${read.numbers.length}个号码。留1个，其余写到备注。` }
    case 'length':
      return { number: null, problem: read.digits < 11 ? `电话只有${read.digits}位，少${11 - read.digits}位。核对后补全。` : `电话有${read.digits}位，多${read.digits - 11}位。核对后改正。` }
    case 'notMobile':
      return { number: null, problem: '电话不是手机号。手机号11位，以13至19开头。' }
    case 'masked':
      return { number: null, problem: '电话含星号，不是完整号码。核对后补全。' }
    case 'precisionLost':
    case 'unreadable':
      return { number: null, problem: '电话只能是数字。核对后改正。' }
  }
}
