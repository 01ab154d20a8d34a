import { passkeys, secondFactors } from '@stoa/accounts/schema'
import { SoftwareAuthenticator } from '../../accounts/software-authenticator.ts'
import type { Client, TestForum } from '../../forum.ts'
import { accounts, admins, everybody, type Call, type Rows } from '../row.ts'
import { password, type World } from '../world.ts'

/** Gives an account a passkey, and returns its authenticator and its number. */
async function keyOf({ connection: { db }, now }: TestForum, { id: userId }: Pick<Client, 'id'>) {
  const key = new SoftwareAuthenticator()
  const handle = Buffer.from(`user:${userId}`).toString('base64url')
  key.create({ challenge: '', user: { id: handle }, rp: { id: 'localhost' } })
  if (userId === 0) return { key, id: 1 }
  const { id: credentialId, publicKey } = key.made
  const model = { aaguid: '', backedUp: false }
  const row = { userId, credentialId, publicKey, counter: 0, name: 'Key', ...model }
  const since = { authenticatorSince: now(), confirmedAt: now() }
  await db
    .insert(secondFactors)
    .values({ userId, ...since })
    .onConflictDoNothing()
  const [added] = await db
    .insert(passkeys)
    .values({ ...row, createdAt: now() })
    .returning({ id: passkeys.id })
  return { key, id: added?.id ?? 0 }
}

type Asked = { path: string; body?: object }

/** The caller with the answer of an authenticator, in the browser that asked for it. */
async function answered(
  { caller }: World,
  { path, body }: Asked,
  answer: (options: object) => string
): Promise<Call> {
  const { body: asked, headers } = await caller.post(`${path}/challenges`, body)
  const { options, attempt = '' } = asked as { options?: object; attempt?: string }
  const device = String(headers['set-cookie'] ?? '').split(';', 1)[0]
  const cookie = [caller.headers.cookie, device].filter(Boolean).join('; ')
  const credential = options ? answer(options) : '{}'
  return { body: { ...body, attempt, credential }, headers: { cookie } }
}

async function continuation({ forum, owner }: World): Promise<string> {
  const login = { login: owner.username, password }
  return (await forum.guest.post('/sessions', login)).body.continuation
}

const owned = async ({ forum, owner }: World) => ({
  params: { id: (await keyOf(forum, owner)).id }
})

export const passkeysRows: Rows = {
  'accounts.staffPasskeys': { call: async () => ({}), answers: admins(200) },
  // To require them would take the power of all other actors.
  'accounts.changeStaffPasskeys': {
    call: async () => ({ body: { required: false } }),
    answers: admins(200)
  },
  'accounts.passkeyAddress': { call: async () => ({}), answers: everybody(200) },
  'accounts.requestPasskey': { call: async () => ({}), answers: everybody(200) },
  'accounts.signInWithPasskey': {
    async call(world) {
      const { key } = await keyOf(world.forum, world.owner)
      return answered(world, { path: '/sessions/passkey' }, (asked) => key.get(asked))
    },
    answers: everybody(201)
  },
  'accounts.requestPasskeyAfterPassword': {
    async call(world) {
      await keyOf(world.forum, world.owner)
      return { body: { continuation: await continuation(world) } }
    },
    answers: everybody(200)
  },
  'accounts.continueWithPasskey': {
    async call(world) {
      const { key } = await keyOf(world.forum, world.owner)
      const body = { continuation: await continuation(world) }
      const path = '/sessions/second-factor/passkey'
      return answered(world, { path, body }, (asked) => key.get(asked))
    },
    answers: everybody(201)
  },
  'accounts.requestPasskeyProof': { call: async () => ({}), answers: accounts(200) },
  'accounts.provePasskey': {
    async call(world) {
      const { key } = await keyOf(world.forum, world.caller)
      const path = '/sessions/current/authentication/passkey'
      return answered(world, { path }, (asked) => key.get(asked))
    },
    answers: accounts(204)
  },
  'accounts.passkeys': { call: async () => ({}), answers: accounts(200) },
  'accounts.offerPasskey': { call: async () => ({}), answers: accounts(200) },
  'accounts.addPasskey': {
    async call(world) {
      await keyOf(world.forum, world.caller)
      const key = new SoftwareAuthenticator()
      return answered(world, { path: '/me/passkeys' }, (offered) => key.create(offered))
    },
    answers: accounts(201)
  },
  'accounts.renamePasskey': {
    call: async (world) => ({ ...(await owned(world)), body: { name: 'Blue key' } }),
    answers: '401 401 404 204 204 204 404 404 404 404'
  },
  'accounts.removePasskey': { call: owned, answers: '401 401 404 204 204 204 404 404 404 404' }
}
