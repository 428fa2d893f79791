import { shallowRef } from 'vue'

/**
 * Why something that the frame was asked for did not come about: leaving the sample, signing out, a command of the
 * palette. It stands over the page until it is put away, because a notice would be gone before it is read.
 */
export const frameRefusal = shallowRef<unknown>(null)

/** Runs what the frame was asked for; true when it came about. */
export async function tryInFrame(work: () => Promise<unknown>): Promise<boolean> {
  frameRefusal.value = null
  try {
    await work()
    return true
  } catch (error) {
    frameRefusal.value = error
    return false
  }
}
