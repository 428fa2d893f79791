import type { Directive } from 'vue'

/**
 * Esc leaves a form also while the cursor is in one of its fields, where the page's keys sleep. What is typed is kept
 * by the form; an open list closes first.
 */
export const vEsc: Directive<HTMLElement, () => void> = {
  mounted: (form, { value: leave }) => {
    form.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return
      if (event.target instanceof Element && event.target.closest('.n-base-selection--active, .n-date-picker') !== null) return
      event.preventDefault()
      event.stopPropagation()
      leave()
    })
  },
}
