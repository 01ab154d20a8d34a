import { eq } from 'drizzle-orm'
import { after } from '@stoa/core'
import { users } from '@stoa/accounts/schema'
import { everybody, admins, accounts, type Call, type Rows } from '../row.ts'
import type { World } from '../world.ts'
import { newPassword } from './own-account.ts'
import { mailedCode, addressOf, mailedToken, newAddress } from './mailed.ts'

/** A mailed link of the owner, whoever calls. */
const ownersLink =
  (purpose: Parameters<typeof mailedToken>[1]) =>
  async (world: World): Promise<Call> => ({
    body: { token: await mailedToken(world, purpose, world.owner.id) }
  })

export const mailedLinksRows: Rows = {
  'accounts.requestEmailProof': {
    call: async () => ({ body: { email: newAddress() } }),
    answers: everybody(202)
  },
  'accounts.proveEmail': {
    call: async (world) => ({ body: await mailedCode(world) }),
    answers: everybody(204)
  },
  'accounts.verify': {
    async call(world) {
      const { name, caller, bystander } = world
      const signedUp = name === 'pending' ? caller : await bystander({ emailVerifiedAt: null })
      return { body: { token: await mailedToken(world, 'verification', signedUp.id) } }
    },
    // The link alone is not enough: it needs the session that signed up, or the password.
    answers: '403 200 403 403 403 403 403 403 403 403'
  },
  'accounts.resendVerification': {
    call: async () => ({}),
    answers: '401 202 409 409 409 409 409 409 409 409'
  },
  'accounts.requestPasswordReset': {
    call: async () => ({ body: { email: newAddress() } }),
    answers: everybody(202)
  },
  'accounts.resetPassword': {
    async call(world) {
      const token = await mailedToken(world, 'password_reset', world.owner.id)
      return { body: { token, password: newPassword } }
    },
    answers: everybody(204)
  },
  'accounts.freeze': { call: ownersLink('freeze'), answers: everybody(204) },
  'accounts.admitDevice': { call: ownersLink('device_admission'), answers: everybody(204) },
  'accounts.freezeOwnAccount': { call: async () => ({}), answers: accounts(204) },
  'accounts.requestFreezeCode': {
    call: async () => ({ body: { email: newAddress() } }),
    answers: everybody(202)
  },
  'accounts.freezeByCode': {
    async call(world) {
      const { email } = await addressOf(world)
      return { body: await mailedCode(world, 'freeze_code', email) }
    },
    answers: everybody(200)
  },
  'accounts.undoEmailChange': {
    async call(world) {
      const { id } = await addressOf(world)
      return { body: { token: await mailedToken(world, 'email_undo', world.owner.id, id) } }
    },
    answers: everybody(200)
  },
  'accounts.cancelClosing': {
    async call(world) {
      const closing = { closesAt: after(world.forum.now(), 60000) }
      const { db } = world.forum.connection
      await db.update(users).set(closing).where(eq(users.id, world.owner.id))
      return ownersLink('closing_cancel')(world)
    },
    answers: everybody(204)
  },
  'accounts.confirmEmail': {
    call: ownersLink('email_change'),
    // If the address was mistyped, its real owner must not get the account.
    answers: '401 401 403 204 204 204 403 403 403 403'
  },
  'accounts.sendTestMail': { call: async () => ({}), answers: admins(202) },
  'accounts.confirmTestMail': { call: ownersLink('mail_test'), answers: admins(204) }
}
