import type { Preferences } from '../contract/accounts'

/**
 * Light or dark and the size of type are needed before the program is loaded, so this device remembers the last choice.
 * No word of the office's data is kept here.
 */
const place = 'appearance'
const usual: Preferences = { theme: 'system', type: 'base' }

export function recallAppearance(): Preferences {
  const [theme, type] = (localStorage.getItem(place) ?? '').split(' ')
  return {
    theme: theme === 'light' || theme === 'dark' ? theme : usual.theme,
    type: type === 'large' ? type : usual.type,
  }
}

export function rememberAppearance({ theme, type }: Preferences): void {
  localStorage.setItem(place, `${theme} ${type}`)
}

/** Puts the choice on `<html>`, where tokens.css reads it. */
export function wearAppearance({ theme, type }: Preferences): { dark: boolean; type: Preferences['type'] } {
  const dark = theme === 'dark' || (theme === 'system' && window.matchMedia('(prefers-color-scheme: dark)').matches)
  Object.assign(document.documentElement.dataset, { theme: dark ? 'dark' : 'light', type })
  return { dark, type }
}
