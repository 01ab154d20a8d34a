import { secondFactors } from '@stoa/accounts/schema'
import { eq } from 'drizzle-orm'
import { password, type World } from '../world.ts'
import { TOTP } from 'otpauth'
import { type Rows, everybody, accounts } from '../row.ts'
import { proof } from './own-account.ts'

const factorOf = (userId: number, { now }: World['forum']) => ({
  ...{ userId, authenticatorSince: now(), confirmedAt: now() }
})

async function turnOn({ forum, caller }: World): Promise<void> {
  if (caller.id === 0) return
  await forum.connection.db
    .insert(secondFactors)
    .values(factorOf(caller.id, forum))
    .onConflictDoNothing()
}

const turnOff = ({ forum, caller }: World) =>
  forum.connection.db.delete(secondFactors).where(eq(secondFactors.userId, caller.id))

export const signInRows: Rows = {
  'accounts.signIn': {
    call: async ({ owner }) => ({ body: { login: owner.username, password } }),
    answers: everybody(201)
  },
  'accounts.continueSignIn': {
    async call({ forum, owner }) {
      const { db } = forum.connection
      await db.insert(secondFactors).values(factorOf(owner.id, forum)).onConflictDoNothing()
      const { codes } = (await owner.put('/me/second-factor/recovery-codes')).body
      const login = { login: owner.username, password }
      const { continuation } = (await forum.guest.post('/sessions', login)).body
      return { body: { continuation, code: codes[0] } }
    },
    answers: everybody(201)
  },
  'accounts.signOut': { call: async () => ({}), answers: everybody(204) },
  'accounts.reauthenticate': { call: proof, answers: accounts(204), withoutPassword: 422 },
  'accounts.checkAuthentication': { call: async () => ({}), answers: accounts(204) },
  'accounts.waysToProve': { call: async () => ({}), answers: accounts(200) },
  'accounts.sessions': { call: async () => ({}), answers: accounts(200) },
  'accounts.revokeSession': {
    async call({ owner }) {
      const { body } = await owner.get('/sessions')
      return { params: { id: body.items[0].id } }
    },
    answers: '401 401 404 204 204 204 404 404 404 404'
  },
  'accounts.disownAccess': { call: async () => ({}), answers: accounts(204) },
  'accounts.revokeOtherSessions': { call: async () => ({}), answers: accounts(204) },
  'accounts.secondFactor': { call: async () => ({}), answers: accounts(200) },
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
      return {}
    },
    answers: accounts(204)
  }
}
