import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { faultyFields } from '../../host/refusal'

export interface Saving {
  busy: Ref<boolean>
  error: ShallowRef<unknown>
  /** The core's word on a field, by the last part of its path. */
  faultOf: (field: string) => string | null
  /** Runs a command once at a time; true when it was done. */
  save: (command: () => Promise<unknown>) => Promise<boolean>
}

export function useSaving(): Saving {
  const busy = ref(false)
  const error = shallowRef<unknown>(null)

  async function save(command: () => Promise<unknown>): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    error.value = null
    try {
      await command()
      return true
    } catch (failure) {
      error.value = failure
      return false
    } finally {
      busy.value = false
    }
  }

  function faultOf(field: string): string | null {
    const faults = error.value === null ? {} : faultyFields(error.value)
    return Object.entries(faults).find(([path]) => path.split('.').at(-1) === field)?.[1] ?? null
  }

  return { busy, error, faultOf, save }
}
