import { recallAppearance, wearAppearance } from './appearance-memory'

// first-paint.js has dressed the skeleton before it was drawn. Here the same is done by the program's own rules, in case
// that file could not be read; everything else comes after.
wearAppearance(recallAppearance())
void import('./application').then(({ start }) => start())
