import { pinyin } from 'pinyin-pro'

export interface NameReading {
  /** Syllables run together, `zhangzhe`; sorts a list. */
  pinyin: string
  initials: string
}

const isHan = /\p{Script=Han}/u

/**
 * One reading per character. A person's first character is read as a surname (单 shan, 曾 zeng, 仇 qiu, 解 xie, 查 zha);
 * characters without a reading stand for themselves.
 */
function syllables(name: string, as: 'person' | 'place'): readonly string[] {
  const known = readings[as].get(name)
  if (known) return known
  if (readings[as].size >= mostRemembered) readings[as].clear()
  const read = readAnew(name, as)
  readings[as].set(name, read)
  return read
}

/** Reading is the dearest step of storing a person, and a name is read for its list and for its search. */
const readings = { person: new Map<string, readonly string[]>(), place: new Map<string, readonly string[]>() }
const mostRemembered = 2000

function readAnew(name: string, as: 'person' | 'place'): string[] {
  return pinyin(name, { toneType: 'none', type: 'array', v: true, ...(as === 'person' ? { surname: 'head' as const } : {}) }).map((one) => one.toLowerCase())
}

export function readName(name: string, as: 'person' | 'place' = 'person'): NameReading {
  const parts = syllables(name, as)
  return { pinyin: parts.join(''), initials: parts.map((part) => [...part][0] ?? '').join('') }
}

/** The whole name as a search term: equal names have equal terms. */
export const nameTerm = (name: string): string => lettersOf(name).join('').toLowerCase()

const lettersOf = (name: string): string[] => [...name].filter((character) => character !== '·' && character.trim() !== '')

/** Every ending of the name in characters, pinyin and initials: a prefix of one of them finds the name anywhere. */
export function searchTerms(name: string): string[] {
  const characters = lettersOf(name)
  const readings = [syllables(characters.join(''), 'person'), syllables(characters.join(''), 'place')]
  const terms = new Set<string>()
  for (let from = 0; from < characters.length; from += 1) {
    terms.add(characters.slice(from).join(''))
    for (const parts of readings) {
      if (parts.length !== characters.length) continue
      const tail = parts.slice(from)
      if (!isHan.test(characters[from] ?? '')) continue
      terms.add(tail.join(''))
      terms.add(tail.map((part) => part.slice(0, 1)).join(''))
      terms.add(tail.map((part) => part.replaceAll('v', 'u')).join(''))
    }
  }
  return [...terms].map((term) => term.toLowerCase())
}

/** The first text after every text that begins with `prefix`. */
export const afterPrefix = (prefix: string): string => `${prefix}\u{10FFFF}`
