import { postLabel } from '../../domain/post'
import type { CoreServices } from '../core-services'
import type { Procedures } from '../guard'
import { notFound, Refusal } from '../refusal'
import { findPersons } from '../features/roster/roster-search'
import { accountStatements } from './account-statements'
import { addAccount, correctAccount, requirePasswordRule } from './account-register'
import { rolesByPost } from './held-roles'
import { hashPassword } from './password'
import { changePassword, describeSession, requirePassword, signIn } from './sign-in'

export function accountProcedures(os: Procedures, services: CoreServices) {
  const { database } = services
  const changed = (): void => services.feed.tell('accounts', services.now())
  return {
    signIn: os.accounts.signIn.handler(({ input, context: { caller } }) => signIn(services, caller, input.login, input.password)),
    signOut: os.accounts.signOut.handler(({ context: { caller } }) => {
      caller.commit(() => undefined)
      caller.connection.signedIn = null
      return {}
    }),
    current: os.accounts.current.handler(({ context: { caller } }) => ({ session: caller.connection.signedIn ? describeSession(services, caller) : null })),
    lock: os.accounts.lock.handler(({ context: { caller } }) => {
      if (caller.connection.signedIn) caller.connection.signedIn.locked = true
      return {}
    }),
    // The guard has noted the hour of this call; that is all there is to do.
    present: os.accounts.present.handler(() => ({})),
    unlock: os.accounts.unlock.handler(async ({ input, context: { caller } }) => {
      const { signedIn } = caller.connection
      if (!signedIn) throw new Refusal('NOT_SIGNED_IN', undefined)
      await requirePassword(services, caller, signedIn.accountId, input.password)
      signedIn.locked = false
      signedIn.lastInputAt = services.now()
      caller.commit((tx) => tx.local(accountStatements.noteSignIn, { id: signedIn.accountId, last_sign_in_at: services.now() }))
      return describeSession(services, caller)
    }),
    changePassword: os.accounts.changePassword.handler(async ({ input, context: { caller } }) => {
      await changePassword(services, caller, input.oldPassword, input.newPassword)
      return {}
    }),
    savePreferences: os.accounts.savePreferences.handler(({ input, context: { caller } }) => {
      caller.commit((tx) => tx.write(accountStatements.setPreferences, { id: caller.actor.id, preferences_json: JSON.stringify(input), updated_at: tx.at, updated_by: tx.actor.id }))
      return {}
    }),
    list: os.accounts.list.handler(({ context: { caller } }) => ({
      accounts: database.reader.all(accountStatements.all, {}).flatMap((account) => {
        const grants = database.reader.all(accountStatements.grantsOf, { account_id: account.id }).map((grant) => ({ role: grant.role as 'clerk', communityId: grant.community_id }))
        const byPost = rolesByPost(database.reader, account.person_id, caller.today)
        const isOwn = account.id === caller.actor.id
        const isHere = [...grants, ...byPost].some(({ communityId }) => communityId !== null && caller.reach.seesWholeCommunity(communityId))
        if (!caller.reach.township && !isHere && !isOwn) return []
        return [
          {
            accountId: account.id,
            login: account.login,
            name: account.name,
            personId: account.person_id,
            personName: account.person_name,
            grants: grants.filter(({ communityId }) => isOwn || communityId === null || caller.reach.seesWholeCommunity(communityId)),
            byPost: byPost.filter(({ communityId }) => isOwn || communityId === null || caller.reach.seesWholeCommunity(communityId)),
            disabled: account.disabled === 1,
            mustChangePassword: account.must_change_password === 1,
            lockedUntilAt: account.locked_until_at,
            lastSignInAt: account.last_sign_in_at,
            rowVersion: account.row_version,
          },
        ]
      }),
    })),
    create: os.accounts.create.handler(async ({ input, context: { caller } }) => {
      caller.reach.requireTownship()
      requirePasswordRule(input.password, input.login, 'password')
      const passwordHash = await hashPassword(input.password)
      const accountId = caller.commit(
        (tx) => addAccount(tx, { ...input, passwordHash, mustChangePassword: true }),
        (id) => ({ table: 'user_account', id, detail: { login: input.login, grants: input.grants } }),
      )
      changed()
      return { accountId }
    }),
    update: os.accounts.update.handler(({ input, context: { caller } }) => {
      caller.reach.requireTownship()
      caller.commit(
        (tx) => correctAccount(tx, input),
        () => ({ table: 'user_account', id: input.accountId, detail: { grants: input.grants, disabled: input.disabled } }),
      )
      changed()
      return {}
    }),
    resetPassword: os.accounts.resetPassword.handler(async ({ input, context: { caller } }) => {
      caller.reach.requireTownship()
      const account = database.reader.get(accountStatements.byId, { id: input.accountId })
      if (!account) throw notFound()
      requirePasswordRule(input.newPassword, account.login, 'newPassword')
      const password_hash = await hashPassword(input.newPassword)
      caller.commit(
        (tx) => tx.write(accountStatements.setPassword, { id: account.id, password_hash, must_change_password: 1, updated_at: tx.at, updated_by: tx.actor.id }),
        () => ({ table: 'user_account', id: account.id }),
      )
      changed()
      return {}
    }),
    linkable: os.accounts.linkable.handler(({ input, context: { caller } }) => {
      caller.reach.requireTownship()
      return {
        persons: findPersons(database.reader, input.text, caller.today, 20).map((person) => ({
          personId: person.personId,
          name: person.name,
          posts: person.posts.map((post) => `${post.community}${post.grid ?? ''}${postLabel(post.post)}`).join('、'),
        })),
      }
    }),
  }
}

