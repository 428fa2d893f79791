import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { Preferences, Session } from '../../contract/accounts'
import type { ProcedureName } from '../../contract/contract'
import { client, onRefused } from '../host/connection'
import { applyAppearance } from './appearance'
import { dropNotice } from './use-notice'

/** Who sits at this window. The core decides what they may do; `may` only keeps the screen from offering what it would refuse. */
export const useSessionStore = defineStore('session', () => {
  const session = shallowRef<Session | null>(null)

  const allowed = computed(() => new Set(session.value?.allowed))
  const locked = computed(() => session.value?.locked === true)
  const may = (procedure: ProcedureName): boolean => allowed.value.has(procedure)

  function begin(next: Session | null): void {
    if (next?.accountId !== session.value?.accountId) dropNotice()
    session.value = next
    if (next) applyAppearance(next.preferences)
  }

  /** Asks the core who is signed in: after a reload, and after the data folder has changed. */
  async function restore(): Promise<void> {
    begin((await client.accounts.current({})).session)
  }

  async function signIn(login: string, password: string): Promise<void> {
    begin(await client.accounts.signIn({ login, password }))
  }

  async function signOut(): Promise<void> {
    await client.accounts.signOut({})
    begin(null)
  }

  /** Locks the screen even when the core cannot be told: nobody should read on. */
  async function lock(): Promise<void> {
    if (!session.value || locked.value) return
    session.value = { ...session.value, locked: true }
    await client.accounts.lock({}).catch(() => undefined)
  }

  async function unlock(password: string): Promise<void> {
    begin(await client.accounts.unlock({ password }))
  }

  async function changePassword(oldPassword: string, newPassword: string): Promise<void> {
    await client.accounts.changePassword({ oldPassword, newPassword })
    await restore()
  }

  async function savePreferences(preferences: Preferences): Promise<void> {
    applyAppearance(preferences)
    if (session.value) session.value = { ...session.value, preferences }
    await client.accounts.savePreferences(preferences)
  }

  onRefused((code) => {
    if (!session.value) return
    if (code === 'NOT_SIGNED_IN') begin(null)
    if (code === 'SESSION_LOCKED') session.value = { ...session.value, locked: true }
  })

  return { session, locked, may, restore, begin, signIn, signOut, lock, unlock, changePassword, savePreferences }
})
