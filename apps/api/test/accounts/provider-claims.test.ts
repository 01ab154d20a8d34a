import { randomBytes } from 'node:crypto'
import { and, eq, ne } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { securityEvents, users } from '@stoa/accounts/schema'
import { startForum } from '../forum.ts'
import { makeAccount, openBrowser, signedIn, type Browser } from './browser.ts'
import { lastMailTo } from './mailbox.ts'
import { useProvider } from './provider-acts.ts'

const forum = startForum({ loopback: true })
const { signIn, join, link, prove, visit, answer, own, map } = useProvider(forum)
let groupId: number

const staff = { claim: 'groups', value: 'forum-staff', role: 'staff', capabilities: ['moderation'] }

beforeAll(async () => {
  groupId = await forum.group([])
  await own(['acme.test'])
  await map([staff, { claim: 'realm_access.roles', value: 'vip', groupId }])
})

let serial = 0
const said = { groups: [] as string[], realm_access: { roles: [] as string[] } }
const somebody = (claims: object = {}) => {
  const subject = `subject-${(serial += 1)}`
  return { subject, email: `${subject}@acme.test`, email_verified: true, ...said, ...claims }
}
const colleague = () => somebody({ groups: ['all', 'forum-staff'] })
// Random enough that no name is taken for that of a colleague.
const name = () => `person-${randomBytes(5).toString('hex')}`

async function dutiesOf(username: string) {
  const [row] = await forum.connection.db.select().from(users).where(eq(users.username, username))
  return [row?.role, ...(row?.capabilities ?? [])]
}

async function kindsAbout(username: string): Promise<string[]> {
  const { db } = forum.connection
  const [user] = await db.select().from(users).where(eq(users.username, username))
  const isTheirs = eq(securityEvents.subjectId, user?.id ?? 0)
  const rows = await db.select().from(securityEvents).where(isTheirs).orderBy(securityEvents.id)
  return rows.map(({ kind }) => kind)
}

const isIn = async (browser: Pick<Browser, 'get'>) =>
  (await browser.get('/me')).body.role !== 'guest'

test('values of claims that nothing can store give nothing and break nothing', async () => {
  const person = somebody({ groups: ['a\0b', `${'x'.repeat(199)}😀`] })
  expect((await join(person, name())).joined.status).toBe(201)
  expect((await signIn(person)).outcome.status).toBe(200)
})

test('a claim makes staff at the first sign-in, who still lack a second factor', async () => {
  const person = colleague()
  const username = name()
  const { browser, joined } = await join(person, username)
  expect(joined.status).toBe(201)
  expect(await dutiesOf(username)).toEqual(['staff', 'moderation'])
  expect((await browser.get('/me')).body).toMatchObject({
    role: 'member',
    secondFactor: 'required'
  })
  expect((await signIn(person)).outcome.body.secondFactorMissing).toBe(true)
})

test('who proved no address gets nothing by claims before they do', async () => {
  const person = { ...colleague(), email: 'me@elsewhere.test' }
  const username = name()
  const { browser } = await join(person, username)
  expect(await dutiesOf(username)).toEqual(['member'])
  const { code } = await lastMailTo(forum, person.email)
  await browser.post('/accounts/verification', { code })
  expect(await dutiesOf(username)).toEqual(['staff', 'moderation'])
  expect((await browser.get('/me')).body.username).toBe(username)
})

test('a claim without the value takes the role, and ends other sessions and tokens', async () => {
  const person = colleague()
  const username = name()
  await join(person, username)
  const [one, other] = [await signIn(person), await signIn({ ...person, ...said })]
  expect(await dutiesOf(username)).toEqual(['member'])
  expect([await isIn(one.browser), await isIn(other.browser)]).toEqual([false, true])
  const changes = (await kindsAbout(username)).filter((kind) => kind === 'role.changed')
  expect(changes.length).toBe(2)
})

test('a group comes and goes with a claim at a dotted path', async () => {
  const person = somebody({ realm_access: { roles: ['vip'] } })
  const username = name()
  const { browser } = await join(person, username)
  const groups = async (of: Pick<Browser, 'get'>) => (await of.get('/groups')).body.items.length
  expect(await groups(browser)).toBe(1)
  const later = await signIn({ ...person, ...said })
  expect([await groups(later.browser), await isIn(browser)]).toEqual([0, false])
})

test('what people gave stays when the claim is gone', async () => {
  const person = colleague()
  const username = name()
  await join(person, username)
  await signIn({ ...person, ...said })
  const admin = await forum.user({ role: 'admin' })
  const byHand = { role: 'staff', capabilities: ['desk'], deskTopics: ['api'] }
  expect((await admin.put(`/users/${username}/role`, byHand)).status).toBe(204)
  await signIn(person)
  expect(await dutiesOf(username)).toEqual(['staff', 'desk', 'moderation'])
  await signIn({ ...person, ...said })
  expect(await dutiesOf(username)).toEqual(['staff', 'desk'])
})

test.each([
  ['is absent', { groups: undefined }],
  ['is named elsewhere', { _claim_names: { groups: 'src1' } }],
  ['is only hinted at', { groups: undefined, hasgroups: true }]
])('a claim that %s changes nothing and refuses staff', async (_, left) => {
  const person = colleague()
  const username = name()
  await join(person, username)
  const { outcome } = await signIn({ ...person, ...left })
  expect(outcome).toMatchObject({ status: 403, body: { code: 'provider_claim_missing' } })
  expect(await dutiesOf(username)).toEqual(['staff', 'moderation'])
  expect((await kindsAbout(username)).at(-1)).toBe('sign_in.claim_missing')
})

test('members sign in also without the claim', async () => {
  const person = somebody()
  await join(person, name())
  const { outcome } = await signIn({ ...person, groups: undefined })
  expect(outcome.status).toBe(200)
})

test('two sign-ins of one person at once settle to one result', async () => {
  const person = somebody()
  const username = name()
  await join(person, username)
  const raised = { ...person, groups: ['forum-staff'] }
  const [one, other] = [openBrowser(forum), openBrowser(forum)]
  const [first, second] = [await visit(one, raised), await visit(other, raised)]
  const answers = await Promise.all([answer(one, first), answer(other, second)])
  expect(answers.map(({ status }) => status)).toEqual([200, 200])
  expect(await dutiesOf(username)).toEqual(['staff', 'moderation'])
  const changes = (await kindsAbout(username)).filter((kind) => kind === 'role.changed')
  expect(changes.length).toBe(1)
})

test('an account linked by its address gets no role before its owner links it', async () => {
  const account = await makeAccount(forum, { email: 'known@acme.test' })
  const person = { ...colleague(), email: account.email, realm_access: { roles: ['vip'] } }
  const { browser } = await signIn(person)
  expect(await dutiesOf(account.username)).toEqual(['member'])
  expect((await browser.get('/groups')).body.items.length).toBe(1)
  await link(await signedIn(forum, account.username), person)
  await signIn(person)
  expect(await dutiesOf(account.username)).toEqual(['staff', 'moderation'])
})

test('what claims gave goes with the link', async () => {
  const account = await makeAccount(forum)
  const person = colleague()
  await link(await signedIn(forum, account.username), person)
  const { browser } = await signIn(person)
  expect(await dutiesOf(account.username)).toEqual(['staff', 'moderation'])
  await prove(browser, person)
  const { items } = (await browser.get('/me/identities')).body
  expect((await browser.delete(`/me/identities/${items[0].id}`)).status).toBe(204)
  expect(await dutiesOf(account.username)).toEqual(['member'])
})

test('the last admin stays one, until there is another', async () => {
  const person = somebody({ groups: ['bosses'] })
  const username = name()
  await map([{ claim: 'groups', value: 'bosses', role: 'admin' }])
  await join(person, username)
  expect(await dutiesOf(username)).toEqual(['admin'])
  const others = and(eq(users.role, 'admin'), ne(users.username, username))
  const { db } = forum.connection
  await db.update(users).set({ role: 'member' }).where(others)
  expect((await signIn({ ...person, ...said })).outcome.status).toBe(200)
  expect(await dutiesOf(username)).toEqual(['admin'])
  expect(await kindsAbout(username)).toContain('role.claim_kept')
  await forum.user({ role: 'admin' })
  await signIn({ ...person, ...said })
  expect(await dutiesOf(username)).toEqual(['member'])
})
