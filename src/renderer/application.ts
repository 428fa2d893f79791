import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './shell/App.vue'
import { router } from './shell/router'
import { useSessionStore } from './shell/session-store'
import { useStationStore } from './shell/station-store'

/** Asks who and where one is, then takes the skeleton's place. Whatever fails here is shown by the app with a way to retry. */
export async function start(): Promise<void> {
  const app = createApp(App).use(createPinia())
  await Promise.allSettled([useStationStore().refresh(), useSessionStore().restore()])
  // The router looks at the session, so it comes after the answer.
  app.use(router)
  await router.isReady()
  app.mount('#app')
}
