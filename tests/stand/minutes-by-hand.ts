import { minutesInOutline } from './minutes-in-outline'
import { minutesInProse } from './minutes-in-prose'
import type { WrittenByHand } from './written-by-hand'

export const writtenToday = '2026-11-25'

export const minutesByHand: readonly WrittenByHand[] = [...minutesInOutline, ...minutesInProse]
