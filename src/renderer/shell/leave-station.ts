import type { Router } from 'vue-router'
import { useSessionStore } from './session-store'

/** Moves the window to another data folder: whoever was signed in there is not signed in here. */
export async function leaveStation(move: () => Promise<void>): Promise<void> {
  await move()
  const session = useSessionStore()
  session.begin(null)
  await session.restore()
}

/** Signs out on purpose. The next person begins at home; a session that merely ran out goes on where it was. */
export async function leaveDesk(router: Router): Promise<void> {
  await useSessionStore().signOut()
  await router.replace({ name: 'home' })
}
