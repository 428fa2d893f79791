import { afterEach, expect, test, vi } from 'vitest'
import { recallAppearance, wearAppearance } from './appearance-memory'
import firstPaint from './public/first-paint.js?raw'

afterEach(() => vi.unstubAllGlobals())

function page(kept: string | null, systemIsDark: boolean): DOMStringMap {
  const dataset: DOMStringMap = {}
  vi.stubGlobal('localStorage', { getItem: (place: string) => (place === 'appearance' ? kept : null) })
  const matchMedia = (query: string) => ({ matches: query === '(prefers-color-scheme: dark)' && systemIsDark })
  vi.stubGlobal('matchMedia', matchMedia)
  vi.stubGlobal('window', { matchMedia })
  vi.stubGlobal('document', { documentElement: { dataset } })
  return dataset
}

test.each([null, '', 'light base', 'dark base', 'system large', 'dark large', 'light', 'mauve huge'])('%s: the first paint wears what the program will wear', (kept) => {
  for (const systemIsDark of [false, true]) {
    const first = page(kept, systemIsDark)
    new Function(firstPaint)()
    const later = page(kept, systemIsDark)
    wearAppearance(recallAppearance())
    expect(first).toEqual(later)
  }
})
