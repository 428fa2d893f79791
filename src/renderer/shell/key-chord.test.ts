import { describe, expect, it } from 'vitest'
import { keyCaps, matchesChord, parseChord, parseChords, writesNothing } from './key-chord'

const press = (key: string, more: Partial<{ code: string; ctrlKey: boolean; altKey: boolean; shiftKey: boolean; metaKey: boolean }> = {}) => ({
  key, code: '', ctrlKey: false, altKey: false, shiftKey: false, metaKey: false, ...more,
})

describe('parseChord', () => {
  it('reads modifiers and key', () => {
    expect(parseChord('Ctrl+Shift+N')).toEqual({ ctrl: true, alt: false, shift: true, key: 'n' })
    expect(parseChord('↑').key).toBe('ArrowUp')
    expect(parseChord('+').key).toBe('+')
    expect(parseChords('↑ ↓').map(({ key }) => key)).toEqual(['ArrowUp', 'ArrowDown'])
  })

  it('refuses what is no chord', () => {
    expect(() => parseChord('Strg+E')).toThrow(RangeError)
    expect(() => parseChord('Ctrl+')).toThrow(RangeError)
  })
})

describe('matchesChord', () => {
  it('wants exactly the modifiers that are written', () => {
    expect(matchesChord(press('e', { ctrlKey: true }), parseChord('Ctrl+E'))).toBe(true)
    expect(matchesChord(press('E', { ctrlKey: true, shiftKey: true }), parseChord('Ctrl+E'))).toBe(false)
    expect(matchesChord(press('e'), parseChord('Ctrl+E'))).toBe(false)
    expect(matchesChord(press('F8', { shiftKey: true }), parseChord('Shift+F8'))).toBe(true)
    expect(matchesChord(press('F8', { shiftKey: true }), parseChord('F8'))).toBe(false)
  })

  it('takes the digit on the cap when Alt makes a sign of it', () => {
    expect(matchesChord(press('¡', { altKey: true, code: 'Digit1' }), parseChord('Alt+1'))).toBe(true)
    expect(matchesChord(press('Process', { ctrlKey: true, code: 'KeyK' }), parseChord('Ctrl+K'))).toBe(true)
  })

  it('does not care how a sign is typed', () => {
    expect(matchesChord(press('?', { shiftKey: true }), parseChord('?'))).toBe(true)
  })
})

describe('hints', () => {
  it('shows one cap per key', () => {
    expect(keyCaps('Ctrl+Enter')).toEqual(['Ctrl', 'Enter'])
    expect(keyCaps('↑ ↓')).toEqual(['↑', '↓'])
    expect(keyCaps('+')).toEqual(['+'])
  })

  it('knows which keys write', () => {
    expect(writesNothing(parseChord('F8'))).toBe(true)
    expect(writesNothing(parseChord('Ctrl+E'))).toBe(true)
    expect(writesNothing(parseChord('Enter'))).toBe(false)
    expect(writesNothing(parseChord('['))).toBe(false)
  })
})
