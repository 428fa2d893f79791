import type { Directive } from 'vue'

/** Puts the cursor into the first field of what has just appeared, or onto the button itself. The `autofocus` attribute works only once per document. */
export const vFocus: Directive<HTMLElement> = {
  mounted: (place) => {
    const field = place.matches('input, textarea, button') ? place : place.querySelector<HTMLElement>('input, textarea')
    field?.focus()
  },
}
