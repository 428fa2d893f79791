import { dateFromParts } from './calendar-date'
import { cellText, type RawCell } from './raw-workbook'
import { halfWidth, isProse, saysNothing, withoutBlanks } from './written-text'

/** GB 11643: the last sign follows from the seventeen before it. */
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checkSigns = '10X98765432'

export type IdentitySpelling = 'full_width' | 'inner_space' | 'lowercase_x'

export type WrittenIdentity =
  | { kind: 'empty' }
  | { kind: 'valid'; number: string; spellings: IdentitySpelling[] }
  | { kind: 'old'; suggested: string }
  | { kind: 'length'; digits: number }
  | { kind: 'checkDigit'; expected: string; written: string }
  | { kind: 'birthDate' }
  | { kind: 'precisionLost' }
  | { kind: 'masked' }
  | { kind: 'unreadable' }

export function checkSignOf(firstSeventeen: string): string {
  let sum = 0
  for (const [place, weight] of weights.entries()) sum += weight * Number(firstSeventeen[place])
  return checkSigns[sum % 11] ?? ''
}

export function isIdentityNumber(text: string): boolean {
  return /^[1-9]\d{16}[\dX]$/.test(text) && birthDateOf(text) !== null && checkSignOf(text) === text[17]
}

export function birthDateOf(identityNumber: string): string | null {
  const [year, month, day] = [identityNumber.slice(6, 10), identityNumber.slice(10, 12), identityNumber.slice(12, 14)].map(Number)
  if (year === undefined || year < 1880 || year > 2199) return null
  return dateFromParts(year, month ?? 0, day ?? 0)
}

export function sexOf(identityNumber: string): '男' | '女' {
  return Number(identityNumber[16]) % 2 === 1 ? '男' : '女'
}

/** 4101**********1234: enough to recognise a person, not enough to use the number. */
export function maskIdentityNumber(identityNumber: string): string {
  const length = identityNumber.length
  if (length <= 8) return '*'.repeat(length)
  return identityNumber.slice(0, 4) + '*'.repeat(length - 8) + identityNumber.slice(-4)
}

export function readWrittenIdentity(cell: RawCell): WrittenIdentity {
  // Excel keeps fifteen digits of a number; a longer one has lost its end for good.
  if (typeof cell === 'number' && Math.abs(cell) >= 1e15) return { kind: 'precisionLost' }
  const written = cellText(cell)
  if (saysNothing(written)) return { kind: 'empty' }
  if (isProse(written)) return { kind: 'unreadable' }
  const half = halfWidth(written)
  const plain = withoutBlanks(half).replace(/^['‘’`"]+|["'’;,。.]+$/g, '').replaceAll('-', '')
  if (/^\d(\.\d+)?E\+?\d+$/i.test(plain)) return { kind: 'precisionLost' }
  if (/\*{2,}|[xX×]{3,}/.test(plain)) return { kind: 'masked' }
  const number = plain.replace(/[x×Χχ]$/, 'X')
  if (!/^\d+X?$/.test(number)) return { kind: 'unreadable' }
  if (number.length === 15) return oldNumber(number)
  if (number.length !== 18) return { kind: 'length', digits: number.length }
  const expected = checkSignOf(number)
  if (expected !== number[17]) {
    return number.endsWith('000') ? { kind: 'precisionLost' } : { kind: 'checkDigit', expected, written: number[17] ?? '' }
  }
  if (!isIdentityNumber(number)) return { kind: 'birthDate' }
  const spellings: IdentitySpelling[] = []
  if (half !== written) spellings.push('full_width')
  if (plain !== half.trim().replace(/^['‘’`"]+|["'’;,。.]+$/g, '')) spellings.push('inner_space')
  if (number !== plain) spellings.push('lowercase_x')
  return { kind: 'valid', number, spellings }
}

/** Old numbers carry two digits of the year, and nobody in a post was born before 1900. */
function oldNumber(number: string): WrittenIdentity {
  if (!/^\d{15}$/.test(number)) return { kind: 'length', digits: 15 }
  const firstSeventeen = `${number.slice(0, 6)}19${number.slice(6)}`
  return { kind: 'old', suggested: firstSeventeen + checkSignOf(firstSeventeen) }
}
