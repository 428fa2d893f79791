import { shallowRef } from 'vue'
import type { Preferences } from '../../contract/accounts'
import { recallAppearance, rememberAppearance, wearAppearance } from '../appearance-memory'

/** What is on screen now: `system` already decided. */
export interface Worn {
  dark: boolean
  type: Preferences['type']
}

const systemIsDark = window.matchMedia('(prefers-color-scheme: dark)')
const preferences = shallowRef<Preferences>(recallAppearance())
export const worn = shallowRef<Worn>(wearAppearance(preferences.value))

/** Shows the account's own light or dark and type size at once, and keeps it for the next start's first paint. */
export function applyAppearance(next: Preferences): void {
  preferences.value = next
  rememberAppearance(next)
  worn.value = wearAppearance(next)
}

systemIsDark.addEventListener('change', () => (worn.value = wearAppearance(preferences.value)))
