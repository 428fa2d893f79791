import { createRouter, createWebHashHistory, type RouteLocationNormalized, type RouteLocationRaw } from 'vue-router'
import { routes } from './routes'
import { useSessionStore } from './session-store'

/** The place after `#` needs no server, so the window's own scheme and the browser host serve the same single file. */
export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: '/', name: 'home', component: { render: () => null }, meta: { title: '', section: 'board' } },
    ...routes,
    { path: '/:anything(.*)*', redirect: { name: 'home' } },
  ],
})

/** Where an account begins, and where it is led from a page that it may not open. Null: it may stay. */
function ledElsewhere(to: RouteLocationNormalized): RouteLocationRaw | null {
  const { may } = useSessionStore()
  if (to.name !== 'home' && (!to.meta.needs || may(to.meta.needs))) return null
  return may('roster.board') ? { name: 'board' } : { name: 'settings' }
}

// Before sign-in no page is shown, so the address waits until somebody has come.
router.beforeEach((to) => (useSessionStore().session ? ledElsewhere(to) : null) ?? true)

/** Judges the address anew for whoever has just signed in. */
export async function arrive(): Promise<void> {
  const elsewhere = ledElsewhere(router.currentRoute.value)
  if (elsewhere) await router.replace(elsewhere)
}
