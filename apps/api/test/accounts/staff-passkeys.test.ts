import { beforeAll, expect, test } from 'vitest'
import { passkeys, secondFactors } from '@stoa/accounts/schema'
import { startForum, type Client } from '../forum.ts'

const forum = startForum()

const path = '/admin/staff-passkeys'
let serial = 0
/** Gives an account a passkey, which is known within the five seconds of the actor cache. */
async function add({ id: userId }: Client) {
  const { db } = forum.connection
  const factor = { userId, confirmedAt: forum.now(), authenticatorSince: forum.now() }
  await db.insert(secondFactors).values(factor).onConflictDoNothing()
  const key = { credentialId: `key-${(serial += 1)}`, publicKey: 'key', counter: 0, name: 'Key' }
  const made = { aaguid: '', backedUp: false, createdAt: forum.now() }
  await db.insert(passkeys).values({ userId, ...key, ...made })
  forum.advance(6_000)
}
const set = (by: Client, required: boolean) => by.put(path, { required })
const roleOf = async (client: Client) => (await client.get('/me')).body.role
const changeOf = async (by: Client) =>
  (await by.get('/approvals')).body.items.find(
    ({ kind }: { kind: string }) => kind === 'staff_passkeys'
  )

let admin: Client
let second: Client

beforeAll(async () => {
  admin = await forum.user({ role: 'admin' })
  second = await forum.user({ role: 'admin' })
})

test('an admin without a passkey cannot require one, and members and staff see no rule', async () => {
  const refused = await set(admin, true)
  expect([refused.status, refused.body.code]).toEqual([409, 'own_passkey_needed'])
  for (const role of ['member', 'staff'] as const)
    expect((await set(await forum.user({ role }), true)).status).toBe(403)
})

test('once required, power rests in sessions and tokens until a passkey is there', async () => {
  const staff = await forum.user({ role: 'staff' })
  for (const one of [admin, second]) await add(one)
  const made = await staff.post('/tokens', { name: 'Bot', scopes: ['read', 'moderate'], days: 2 })
  const headers = { authorization: `Bearer ${made.body.secret}` }
  const byToken = async () => (await forum.guest.inject({ url: '/api/v1/me', headers })).body.role
  expect((await set(admin, true)).body).toEqual({ waiting: false })
  await forum.settle()
  expect(await byToken()).toBe('member')
  expect((await staff.get('/me')).body).toMatchObject({ role: 'member', passkeyMissing: true })
  expect(await roleOf(admin)).toBe('admin')
  expect((await admin.get(path)).body).toMatchObject({ required: true, withoutPasskey: 2 })
  await add(staff)
  expect((await staff.get('/me')).body).toMatchObject({ role: 'staff', passkeyMissing: false })
  expect(await byToken()).not.toBe('member')
})

test('staff keep their last passkey, members may remove theirs', async () => {
  const [staff, member] = [await forum.user({ role: 'staff' }), await forum.user()]
  for (const one of [staff, member]) await add(one)
  const remove = async (client: Client) => {
    const [{ id }] = (await client.get('/me/passkeys')).body.items
    return client.delete(`/me/passkeys/${id}`)
  }
  expect((await remove(staff)).body.code).toBe('passkey_required')
  await add(staff)
  expect((await remove(staff)).status).toBe(204)
  const left = await remove(member)
  expect(left.body?.code).not.toBe('passkey_required')
})

test('its end waits for a second admin, and is stopped when it is required again', async () => {
  expect((await set(admin, false)).body).toEqual({ waiting: true })
  expect((await set(admin, false)).body).toEqual({ waiting: true })
  const { id } = await changeOf(second)
  expect((await admin.post(`/approvals/${id}/approval`)).status).toBe(403)
  expect((await set(second, true)).body).toEqual({ waiting: false })
  expect(await changeOf(second)).toBeUndefined()
  await set(admin, false)
  const again = await changeOf(second)
  expect((await second.post(`/approvals/${again.id}/approval`)).status).toBe(204)
  await forum.settle()
  expect(await roleOf(await forum.user({ role: 'staff' }))).toBe('staff')
})

test('two admins who propose the end at once propose it once', async () => {
  await set(admin, true)
  const answers = await Promise.all([set(admin, false), set(second, false)])
  expect(answers.map(({ status }) => status)).toEqual([200, 200])
  const { items } = (await admin.get('/approvals')).body
  expect(items.filter(({ kind }: { kind: string }) => kind === 'staff_passkeys')).toHaveLength(1)
  const log = (await admin.get('/admin/security-events?group=passkey')).body.items
  const kinds = log.map(({ kind }: { kind: string }) => kind)
  expect(kinds).toEqual(expect.arrayContaining(['passkey.rule_proposed', 'passkey.rule_stopped']))
})
