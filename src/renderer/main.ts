import { recallAppearance, wearAppearance } from './appearance-memory'

// first-paint.js has dressed the skeleton before it was drawn. Here the same is done by the program's own rules, in case
// that file could not be read; everything else comes after.
wearAppearance(recallAppearance())

/** A tab in the background paints nothing, and starts nevertheless. */
const paintsWithin = 400
let hasBegun = false
/** Reading and compiling the program takes longer than drawing the skeleton, and both want the same thread. */
function begin(): void {
  if (hasBegun) return
  hasBegun = true
  void import('./application').then(({ start }) => start())
}
new PerformanceObserver(begin).observe({ type: 'paint', buffered: true })
setTimeout(begin, paintsWithin)
