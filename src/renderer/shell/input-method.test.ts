import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isComposing, takenByInputMethod } from './input-method'

const key = (name: string, more: Partial<KeyboardEvent> = {}) => ({ key: name, keyCode: 0, isComposing: false, ...more })

describe('isComposing', () => {
  it('is every key while a word is composed, and the one that ends it', () => {
    expect(isComposing(key('Enter', { isComposing: true, keyCode: 229 }))).toBe(true)
    expect(isComposing(key('Enter', { keyCode: 229 }))).toBe(true)
  })

  it('is not the key that may begin a word, nor an ordinary one', () => {
    expect(isComposing(key(takenByInputMethod, { keyCode: 229 }))).toBe(false)
    expect(isComposing(key('Enter', { keyCode: 13 }))).toBe(false)
  })

  it('is asked in one place: a handler of its own would be one that can be forgotten', () => {
    const renderer = join(import.meta.dirname, '..')
    const asking = readdirSync(renderer, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(ts|vue)$/.test(name) && !name.includes('input-method') && /\.isComposing|keyCode/.test(readFileSync(join(renderer, name), 'utf8')))
    expect(asking).toEqual([])
  })
})
