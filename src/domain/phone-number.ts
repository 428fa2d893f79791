import { cellText, type RawCell } from './raw-workbook'
import { halfWidth, isProse, saysNothing, withoutBlanks } from './written-text'

export type PhoneSpelling = 'full_width' | 'separators' | 'country_code'

export type WrittenPhone =
  | { kind: 'empty' }
  | { kind: 'mobile'; number: string; spellings: PhoneSpelling[] }
  | { kind: 'landline'; number: string }
  | { kind: 'several'; numbers: string[] }
  | { kind: 'length'; digits: number }
  | { kind: 'notMobile' }
  | { kind: 'masked' }
  | { kind: 'precisionLost' }
  | { kind: 'unreadable' }

const mobile = /^1[3-9]\d{9}$/
const landline = /^(?:0(?:10|2\d)\d{7,8}|0[3-9]\d{2}\d{7,8}|[2-8]\d{6,7}|[48]00\d{7})$/
const country = /^(?:\+|00)?86(?=1[3-9]\d{9}$)/

export function isMobileNumber(text: string): boolean {
  return mobile.test(text)
}

/** 138****5678; a landline keeps its first and last digits likewise. */
export function maskPhone(phone: string): string {
  if (phone.length < 7) return '*'.repeat(phone.length)
  return `${phone.slice(0, 3)}${'*'.repeat(Math.max(4, phone.length - 7))}${phone.slice(-4)}`
}

export function readWrittenPhone(cell: RawCell): WrittenPhone {
  const written = cellText(cell)
  if (saysNothing(written)) return { kind: 'empty' }
  if (isProse(written)) return { kind: 'unreadable' }
  const half = halfWidth(written)
  const plain = withoutBlanks(half).replace(/^['‘’`"]+/, '').replace(/\.0+$/, '')
  if (/^\d(\.\d+)?E\+?\d+$/i.test(plain)) return { kind: 'precisionLost' }
  if (/\d\*{2,}|\*{4,}/.test(plain)) return { kind: 'masked' }
  const joined = plain.replace(/[-—–_.·()（）]/g, '')
  const digits = joined.replace(country, '')
  if (mobile.test(digits)) return { kind: 'mobile', number: digits, spellings: spellingsOf(written, half, joined, digits) }
  const several = numbersIn(half)
  if (several.length > 1) return { kind: 'several', numbers: several }
  const named = several[0]
  if (named !== undefined && mobile.test(named) && !/^\+?\d+$/.test(joined)) {
    return { kind: 'mobile', number: named, spellings: ['separators'] }
  }
  const withoutExtension = joined.replace(/(转|分机|#|ext\.?)\d{1,5}$/i, '')
  if (landline.test(withoutExtension)) return { kind: 'landline', number: plain.replace(/[—–]/g, '-') }
  if (!/^\+?\d+$/.test(joined)) return { kind: 'unreadable' }
  return digits.length === 11 ? { kind: 'notMobile' } : { kind: 'length', digits: digits.length }
}

function spellingsOf(written: string, half: string, joined: string, digits: string): PhoneSpelling[] {
  const spellings: PhoneSpelling[] = []
  if (half !== written) spellings.push('full_width')
  if (joined !== half.trim().replace(/^['‘’`"]+/, '').replace(/\.0+$/, '')) spellings.push('separators')
  if (digits !== joined) spellings.push('country_code')
  return spellings
}

/** Numbers that stand side by side: split at the signs that never stand inside a number, or two mobiles run together. */
function numbersIn(half: string): string[] {
  const numbers: string[] = []
  for (const piece of half.split(/[/\\、,，;；|\n\r或和及]+/)) {
    const bare = piece.replace(/[^\d+-]/g, (sign) => (/\s/.test(sign) ? ' ' : '')).trim()
    const joined = bare.replace(/[\s-]/g, '').replace(country, '')
    if (/^(1[3-9]\d{9}){2,}$/.test(joined)) numbers.push(...(joined.match(/\d{11}/g) ?? []))
    else if (mobile.test(joined) || landline.test(joined)) numbers.push(joined)
    else {
      const spaced = bare.split(/\s+/).map((part) => part.replaceAll('-', ''))
      if (spaced.length > 1 && spaced.every((part) => mobile.test(part) || landline.test(part))) numbers.push(...spaced)
    }
  }
  return [...new Set(numbers)]
}
