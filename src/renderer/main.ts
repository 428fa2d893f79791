import { recallAppearance, wearAppearance } from './appearance-memory'

// The page already shows its skeleton. This file stays tiny, so that the skeleton wears the right colours at once;
// everything else comes after.
wearAppearance(recallAppearance())
void import('./application').then(({ start }) => start())
