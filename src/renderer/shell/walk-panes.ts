const focusable = 'a[href], button:not(:disabled), input:not(:disabled), textarea:not(:disabled), [tabindex]:not([tabindex="-1"])'

/** F6: from the rail to the page, and to whatever parts of the page carry `data-pane`, round and round. */
export function focusNextPane(): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter((pane) => pane.checkVisibility())
  const here = panes.findLastIndex((pane) => pane.contains(document.activeElement))
  const next = panes[(here + 1) % panes.length]
  const first = next?.matches('.place') ? next : (next?.querySelector<HTMLElement>(focusable) ?? next)
  first?.focus()
}
