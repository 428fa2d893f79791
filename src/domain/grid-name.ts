import { chineseNumeral, numeralValue } from './chinese-numeral'
import { placeKey } from './place-name'
import { compact, isProse, saysNothing } from './written-text'

export type WrittenGrid =
  | { kind: 'empty' }
  /** `canonical` tells whether the clerk already wrote 第一网格. */
  | { kind: 'ordinal'; name: string; canonical: boolean }
  | { kind: 'code'; code: string }
  | { kind: 'named'; name: string }
  | { kind: 'several'; names: string[] }
  /** The whole community, as a chief or an officer is often entered. */
  | { kind: 'all' }
  /** Named in full with another community in front. */
  | { kind: 'elsewhere'; community: string }

export function ordinalGridName(ordinal: number): string {
  return `第${chineseNumeral(ordinal)}网格`
}

const numeral = '[〇零一二三四五六七八九十百廿两\\d]{1,4}'
const ordinalForms = [
  new RegExp(`^第?(${numeral})(?:号|#|个|组)?(?:基础)?(?:网?格|片区?|单元格)(?:号|区)?$`),
  new RegExp(`^(?:基础)?网格(?:第|编?号|NO\\.?)?[-_.]?(${numeral})(?:号|#|组)?$`, 'i'),
  new RegExp(`^第?(${numeral})(?:号|#)?$`),
  new RegExp(`^(?:NO\\.?|G|W|WG)(\\d{1,3})$`, 'i'),
]

/** 第一网格, 1号网格, 网格一, 3 → 1, 1, 1, 3; null for a name that counts nothing. */
export function gridOrdinal(text: string): number | null {
  for (const form of ordinalForms) {
    const match = form.exec(text)
    const value = match?.[1] === undefined ? null : numeralValue(match[1])
    if (value !== null && value >= 1 && value <= 999) return value
  }
  return null
}

export function isGridCode(text: string): boolean {
  return /^\d{15}$/.test(text)
}

const everything = /^(全部|所有|各|全|本|整个)?(社区|村|辖区|镇|区域|域|片)?(全部|所有|各|全)?(基础)?(网格|辖区|区域)?$/

/** Reads a grid cell in the light of the community that the row belongs to. */
export function readWrittenGrid(written: string, community: string | null): WrittenGrid {
  const text = withoutCommunity(compact(written).replace(/[。;；,，、]+$/, ''), community)
  if (saysNothing(text)) return { kind: 'empty' }
  if (isProse(text)) return { kind: 'named', name: text }
  if (isGridCode(text)) return { kind: 'code', code: text }
  const one = readOne(text)
  if (one !== null) return one
  const names = severalGrids(text, community)
  if (names.length > 1) return { kind: 'several', names }
  if (/^(全|所有|各|整个|本)/.test(text) && everything.test(text)) return { kind: 'all' }
  const foreign = /^(.{1,15}?(?:社区|村))(.+)$/u.exec(text)
  if (foreign?.[1] !== undefined && foreign[2] !== undefined && gridOrdinal(foreign[2]) !== null) {
    return { kind: 'elsewhere', community: foreign[1] }
  }
  return { kind: 'named', name: text }
}

function readOne(text: string): WrittenGrid | null {
  const ordinal = gridOrdinal(text)
  if (ordinal === null) return null
  const name = ordinalGridName(ordinal)
  return { kind: 'ordinal', name, canonical: text === name }
}

/** 东湖社区第一网格 or 东湖第一网格 → 第一网格. */
export function withoutCommunity(text: string, community: string | null): string {
  if (community === null) return text
  const { stem, suffix } = placeKey(community)
  for (const prefix of [community, `${stem}社区`, `${stem}村`, suffix === '' ? '' : stem]) {
    if (prefix !== '' && text.length > prefix.length) {
      const at = text.indexOf(prefix)
      if (at === 0 || (at > 0 && /[镇乡办道区县市]$/.test(text.slice(0, at)))) return text.slice(at + prefix.length).replace(/^[-_—]/, '')
    }
  }
  return text
}

function severalGrids(text: string, community: string | null): string[] {
  const range = new RegExp(`^第?(${numeral})(?:网?格)?(?:至|到|-|—|~|～)第?(${numeral})(?:号|#)?(?:网?格)?$`).exec(text)
  const [from, to] = [numeralValue(range?.[1] ?? ''), numeralValue(range?.[2] ?? '')]
  if (from !== null && to !== null && to > from && to - from < 100) {
    return Array.from({ length: to - from + 1 }, (_, step) => ordinalGridName(from + step))
  }
  const pieces = text.split(/[、，,/\\;；+&和及与]+/).filter((piece) => piece !== '')
  const names = pieces.map((piece) => gridOrdinal(withoutCommunity(piece, community)))
  if (names.length > 1 && names.every((ordinal) => ordinal !== null)) return [...new Set(names)].map(ordinalGridName)
  const joined = [...text.matchAll(new RegExp(`第(${numeral})网格`, 'g'))].map((match) => numeralValue(match[1] ?? ''))
  if (joined.length > 1 && joined.every((ordinal) => ordinal !== null)) return [...new Set(joined)].map(ordinalGridName)
  return pieces.length > 1 && pieces.every((piece) => piece.endsWith('网格')) ? pieces : []
}

/** A cell that reads like a grid, for finding the column when its header says nothing. */
export function looksLikeGrid(written: string): boolean {
  const text = compact(written)
  return /网格/.test(text) && text.length <= 20 && !/网格(长|员)/.test(text)
}
