import type { InferClientOutputs } from '@orpc/client'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { client, reconnect, type Client } from '../host/connection'
import { ConnectionLost } from '../host/port'

export type StationStatus = InferClientOutputs<Client>['station']['status']
export type StationFooting = InferClientOutputs<Client>['station']['footing']

/** The host moves 150 ms after its answer; a busy PC takes its time. */
const longestMove = 15_000
const movePause = 250

/** What everyone may know of the station before signing in, and the status bar's facts. */
export const useStationStore = defineStore('station', () => {
  const status = shallowRef<StationStatus | null>(null)
  const footing = shallowRef<StationFooting | null>(null)

  /** The office's day, not the PC's. Empty only before the first answer, when no page is shown yet. */
  const today = computed(() => status.value?.today ?? '')
  const isSample = computed(() => status.value?.sample !== null && status.value?.sample !== undefined)
  /** No township, or one that the command line made and that has no account yet. */
  const isNew = computed(() => status.value !== null && (status.value.township === null || status.value.needsAccounts))

  async function refresh(): Promise<void> {
    status.value = await client.station.status({})
  }

  async function refreshFooting(): Promise<void> {
    footing.value = await client.station.footing({})
  }

  /**
   * The sample township lives in a data folder of its own; the window moves there and back. The host answers once the
   * other core is ready, so filling the sample for the first time is over by then, and a failure is a refusal in words.
   */
  async function openSample(): Promise<void> {
    await client.station.openSample({})
    await arrive(true)
  }

  async function leaveSample(): Promise<void> {
    await client.station.leaveSample({})
    await arrive(false)
  }

  /** Shortly after its answer the host moves and drops every line; the window asks until it stands where it wanted to be. */
  async function arrive(sample: boolean): Promise<void> {
    const latest = Date.now() + longestMove
    footing.value = null
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, movePause))
      reconnect()
      const asked = await client.station.status({}).catch(() => null)
      if (asked && (asked.sample !== null) === sample) {
        status.value = asked
        return
      }
      if (Date.now() > latest) throw new ConnectionLost('the host did not move to the other data folder')
    }
  }

  return { status, footing, today, isSample, isNew, refresh, refreshFooting, openSample, leaveSample }
})
