import { onScopeDispose } from 'vue'
import { changedTopics, type Changed } from '../../contract/changes'
import { client } from '../host/connection'

export type Topic = Changed['topic']

/** One command announces itself once per table it touched; a screen asks again once. */
const settle = 60
const firstPause = 500
const longestPause = 15_000

const listeners = new Set<(topic: Topic) => void>()

/** Runs when stored data of these topics has changed: by this window, another one or the command line. */
export function useChanged(topics: Topic | readonly Topic[], run: () => void): void {
  const wanted = new Set<Topic>(typeof topics === 'string' ? [topics] : topics)
  let soon: ReturnType<typeof setTimeout> | undefined
  const hear = (topic: Topic): void => {
    if (!wanted.has(topic)) return
    clearTimeout(soon)
    soon = setTimeout(run, settle)
  }
  listeners.add(hear)
  onScopeDispose(() => {
    clearTimeout(soon)
    listeners.delete(hear)
  })
}

const tell = (topics: readonly Topic[]): void => {
  for (const topic of topics) for (const listener of listeners) listener(topic)
}

/** The window's one subscription, for as long as somebody is signed in. A line that breaks is opened again. */
export async function followChanges(until: AbortSignal): Promise<void> {
  let pause = firstPause
  let missed = false
  while (!until.aborted) {
    try {
      const changes = await client.changes.stream({}, { signal: until })
      // Whatever happened while nobody listened is unknown, so every screen asks again.
      if (missed) tell(changedTopics)
      pause = firstPause
      for await (const { topic } of changes) tell([topic])
    } catch {
      // Nothing to show: the next call that a person makes will say that the line is cut.
    }
    missed = true
    await sleep(pause, until)
    pause = Math.min(pause * 2, longestPause)
  }
}

function sleep(milliseconds: number, until: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds)
    until.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    }, { once: true })
  })
}
