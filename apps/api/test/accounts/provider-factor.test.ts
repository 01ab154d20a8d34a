import { expect, test } from 'vitest'
import { eq } from 'drizzle-orm'
import { users } from '@stoa/accounts/schema'
import { startForum } from '../forum.ts'
import { makeAccount, signedIn } from './browser.ts'
import { settingsOf, useProvider } from './provider-acts.ts'

const forum = startForum({ loopback: true })
const { signIn, link, issuer } = useProvider(forum)

const path = '/admin/sign-in-providers'

/** Changes the signs that count, as the form does. */
async function trust(factorSigns: string[]) {
  const { slug: _, issuer: __, ...settings } = settingsOf({ issuer: issuer() })
  const [one, other] = [await forum.user({ role: 'admin' }), await forum.user({ role: 'admin' })]
  const saved = await one.put(`${path}/acme`, { ...settings, factorSigns })
  expect(saved.status).toBe(200)
  return { one, other }
}

/** The second admin confirms what waits; the first, who proposed it, may not. */
async function confirm({ one, other }: Awaited<ReturnType<typeof trust>>) {
  const { items } = (await other.get('/approvals')).body
  const { id } = items.find(({ kind }: { kind: string }) => kind === 'provider_factor')
  expect((await one.post(`/approvals/${id}/approval`)).status).toBe(403)
  expect((await other.post(`/approvals/${id}/approval`)).status).toBe(204)
}

let serial = 0
/** Staff without a second factor here, whom the provider signs in. */
async function staff(amr: string[]) {
  const account = await makeAccount(forum)
  const person = { subject: `staff-${(serial += 1)}`, amr }
  await link(await signedIn(forum, account.username), person)
  const { db } = forum.connection
  await db.update(users).set({ role: 'staff' }).where(eq(users.id, account.id))
  return { account, person }
}

const roleOf = async ({ browser }: Awaited<ReturnType<typeof signIn>>) =>
  (await browser.get('/me')).body.role

test('a sign waits for a second admin, and then gives staff their power', async () => {
  const { person } = await staff(['pwd', 'otp'])
  const admins = await trust(['amr:otp'])
  expect((await admins.one.get(path)).body.items[0]).toMatchObject({
    factorSigns: [],
    waitingSigns: ['amr:otp']
  })
  const early = await signIn(person)
  expect([early.outcome.body.secondFactorMissing, await roleOf(early)]).toEqual([true, 'member'])
  await confirm(admins)
  const entered = await signIn(person)
  expect([entered.outcome.body.secondFactorMissing, await roleOf(entered)]).toEqual([
    false,
    'staff'
  ])
  expect((await entered.browser.get('/me')).body.secondFactor).toBe('none')
})

test('another method there, and a password here, give none', async () => {
  const { person, account } = await staff(['pwd'])
  expect(await roleOf(await signIn(person))).toBe('member')
  const byPassword = await signedIn(forum, account.username)
  expect((await byPassword.get('/me')).body).toMatchObject({
    role: 'member',
    secondFactor: 'required'
  })
})

test('a sign that is withdrawn ends the sessions that it gave power', async () => {
  const { person } = await staff(['otp'])
  const entered = await signIn(person)
  expect(await roleOf(entered)).toBe('staff')
  await trust([])
  expect(await roleOf(entered)).toBe('guest')
  expect(await roleOf(await signIn(person))).toBe('member')
})

test('what is no sign is refused at its field', async () => {
  const { slug: _, issuer: __, ...settings } = settingsOf({ issuer: issuer() })
  const admin = await forum.user({ role: 'admin' })
  const refused = await admin.put(`${path}/acme`, { ...settings, factorSigns: ['mfa'] })
  expect(refused.body.errors).toMatchObject([{ path: 'factorSigns.0' }])
})
