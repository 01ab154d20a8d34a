import { TOTP } from 'otpauth'
import { pendingChanges, secondFactors, securityEvents, users } from '@stoa/accounts/schema'
import { after } from '@stoa/core'
import { eq } from 'drizzle-orm'
import {
  accounts,
  admins,
  everybody,
  staff,
  unlessSuspended,
  type Call,
  type Rows
} from '../row.ts'
import { password, type World } from '../world.ts'
import { addressOf, mailedCode, mailedToken, newAddress } from './mailed.ts'

const newPassword = 'seven lanterns drift southward'

/** A mailed link of the owner, whoever calls. */
const ownersLink =
  (purpose: Parameters<typeof mailedToken>[1]) =>
  async (world: World): Promise<Call> => ({
    body: { token: await mailedToken(world, purpose, world.owner.id) }
  })

/** A pending change proposed by another admin. */
async function pendingChange({ forum, bystander }: World): Promise<Call> {
  const [{ id: by }, { id }] = [await bystander({ role: 'admin' }), await bystander()]
  const [row] = await forum.connection.db
    .insert(pendingChanges)
    .values({
      ...{ kind: 'role_power', power: 'moderation', subjectId: id, userId: id },
      ...{ proposedById: by, proposedAt: forum.now() }
    })
    .returning({ id: pendingChanges.id })
  return { params: { id: row?.id ?? 0 } }
}

/** Password and, with a second factor, a recovery code. */
async function proof({ caller }: World): Promise<Call> {
  const { body } = await caller.put('/me/second-factor/recovery-codes')
  const codes = (body as { codes?: string[] }).codes
  return { body: { password, ...(codes && { code: codes[0] }) } }
}

async function turnOn({ forum, caller }: World): Promise<void> {
  if (caller.id === 0) return
  await forum.connection.db
    .insert(secondFactors)
    .values({ userId: caller.id, encryptedSecret: '', confirmedAt: forum.now() })
    .onConflictDoNothing()
}

const turnOff = ({ forum, caller }: World) =>
  forum.connection.db.delete(secondFactors).where(eq(secondFactors.userId, caller.id))

const onBystander = async ({ bystander }: World): Promise<Call> => ({
  params: { username: (await bystander()).username }
})

export const accountsRows: Rows = {
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
      const closing = { closesAt: after(world.forum.now(), 60_000) }
      const { db } = world.forum.connection
      await db.update(users).set(closing).where(eq(users.id, world.owner.id))
      return ownersLink('closing_cancel')(world)
    },
    answers: everybody(204)
  },

  'accounts.signIn': {
    call: async ({ owner }) => ({ body: { login: owner.username, password } }),
    answers: everybody(201)
  },
  'accounts.continueSignIn': {
    async call({ forum, owner }) {
      const turnedOn = { userId: owner.id, encryptedSecret: '', confirmedAt: forum.now() }
      await forum.connection.db.insert(secondFactors).values(turnedOn).onConflictDoNothing()
      const { codes } = (await owner.put('/me/second-factor/recovery-codes')).body
      const login = { login: owner.username, password }
      const { continuation } = (await forum.guest.post('/sessions', login)).body
      return { body: { continuation, code: codes[0] } }
    },
    answers: everybody(201)
  },
  'accounts.signOut': { call: async () => ({}), answers: everybody(204) },
  'accounts.reauthenticate': { call: proof, answers: accounts(204) },
  'accounts.sessions': { call: async () => ({}), answers: accounts(200) },
  'accounts.revokeSession': {
    async call({ owner }) {
      const { body } = await owner.get('/sessions')
      return { params: { id: body.items[0].id } }
    },
    answers: '401 401 404 204 204 204 404 404 404 404'
  },
  'accounts.revokeOtherSessions': { call: async () => ({}), answers: accounts(204) },

  'accounts.me': { call: async () => ({}), answers: everybody(200) },
  'accounts.updateMe': {
    call: async () => ({ body: { locale: 'zh-TW', timeZone: 'Asia/Taipei' } }),
    answers: accounts(200)
  },
  'accounts.exportData': { call: async () => ({}), answers: accounts(200) },
  'accounts.closeAccount': {
    async call(world) {
      // The last admin cannot close their account.
      await world.bystander({ role: 'admin' })
      return proof(world)
    },
    answers: accounts(204)
  },
  'accounts.changePassword': {
    call: async () => ({ body: { current: password, password: newPassword } }),
    answers: accounts(204)
  },
  'accounts.changeEmail': {
    async call(world) {
      const { body } = await proof(world)
      return { body: { email: newAddress(), ...body } }
    },
    answers: accounts(202)
  },
  'accounts.confirmEmail': {
    call: ownersLink('email_change'),
    // If the address was mistyped, its real owner must not get the account.
    answers: '401 401 403 204 204 204 403 403 403 403'
  },
  'accounts.beginSecondFactor': {
    async call(world) {
      await turnOff(world)
      return {}
    },
    answers: accounts(201)
  },
  'accounts.confirmSecondFactor': {
    async call(world) {
      await turnOff(world)
      const { body } = await world.caller.post('/me/second-factor')
      const { secret = 'AAAAAAAA' } = body as { secret?: string }
      const timestamp = Date.parse(world.forum.now())
      return { body: { code: new TOTP({ secret }).generate({ timestamp }) } }
    },
    answers: accounts(200)
  },
  'accounts.renewRecoveryCodes': {
    async call(world) {
      await turnOn(world)
      return {}
    },
    answers: accounts(200)
  },
  'accounts.removeSecondFactor': {
    async call(world) {
      await turnOn(world)
      return proof(world)
    },
    answers: accounts(204)
  },
  'accounts.mutedUsers': { call: async () => ({}), answers: accounts(200) },

  'accounts.tokens': { call: async () => ({}), answers: accounts(200) },
  'accounts.createToken': {
    call: async () => ({ body: { name: 'Export', scopes: ['read'], days: 30 } }),
    answers: accounts(201)
  },
  'accounts.revokeToken': {
    async call({ owner }) {
      const { body } = await owner.post('/tokens', { name: 'Bot', scopes: ['read'], days: 1 })
      return { params: { id: body.id } }
    },
    answers: '401 401 404 204 204 204 404 404 404 404'
  },

  'accounts.suggestUsers': {
    call: async ({ owner }) => ({ query: { q: owner.username } }),
    answers: accounts(200)
  },
  'accounts.profile': { call: onBystander, answers: everybody(200) },
  'accounts.mute': { call: onBystander, answers: unlessSuspended(204) },
  'accounts.unmute': { call: onBystander, answers: accounts(204) },
  'accounts.setRole': {
    call: async (world) => ({ ...(await onBystander(world)), body: { role: 'volunteer' } }),
    answers: admins(204)
  },
  'accounts.pendingChanges': {
    call: async () => ({}),
    answers: staff(200)
  },
  'accounts.confirmChange': { call: pendingChange, answers: admins(204) },
  'accounts.stopChange': {
    call: pendingChange,
    answers: '401 401 403 403 403 403 403 403 204 204'
  },
  'accounts.team': { call: async () => ({}), answers: admins(200) },
  'accounts.revealPersonalData': {
    call: async (world) => ({
      ...(await onBystander(world)),
      body: { field: 'email', reason: 'A court asked for it.' }
    }),
    answers: '401 401 403 403 403 403 403 403 201 201'
  },
  'accounts.ownSecurityEvents': { call: async () => ({}), answers: accounts(200) },
  'accounts.securityEvents': { call: async () => ({}), answers: admins(200) },
  'accounts.exportSecurityLog': {
    call: async () => ({ query: { format: 'csv' } }),
    answers: admins(200)
  },
  'accounts.revealEventAddress': {
    async call({ forum, owner }) {
      await owner.delete('/sessions')
      const [event] = await forum.connection.db
        .select({ id: securityEvents.id })
        .from(securityEvents)
        .where(eq(securityEvents.subjectId, owner.id))
      return { params: { id: event?.id ?? 0 }, body: { reason: 'A court asked for it.' } }
    },
    answers: admins(201)
  },
  'accounts.sendTestMail': { call: async () => ({}), answers: admins(202) },
  'accounts.confirmTestMail': { call: ownersLink('mail_test'), answers: admins(204) }
}
