import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { deleteOldAccess, endSanction, imposeSanction } from '@stoa/accounts'
import { keptSanctions, sanctions } from '@stoa/accounts/schema'
import { after, transaction } from '@stoa/core'
import { startForum } from '../forum.ts'
import { confirmMail } from '../opening.ts'
import { makeAccount, signedIn, type Browser } from './browser.ts'
import { join as signUp } from './joining.ts'
import { lastMailTo } from './mailbox.ts'
import { useProvider } from './provider-acts.ts'
import { day, waitForErasing } from './undo-links.ts'

const forum = startForum({ loopback: true })
const { join, link } = useProvider(forum)

beforeAll(() => confirmMail(forum))

const keptRows = () => forum.connection.db.select().from(keptSanctions)

let serial = 0
function somebody() {
  const subject = `kept-${(serial += 1)}`
  return { subject, email: `${subject}@mail.test` }
}

type Kind = Parameters<typeof imposeSanction>[1]['kind']

/** Closes the account of somebody with a sanction of thirty days, which is then erased. */
async function erased(kind: Kind = 'suspension') {
  const account = await makeAccount(forum)
  const person = somebody()
  const browser = await signedIn(forum, account.username)
  await link(browser, person)
  const until = after(forum.now(), 30 * day)
  const sanction = { userId: account.id, kind, categoryId: null, until, reason: 'Fraud' }
  await transaction(forum.context(), (ctx) => imposeSanction(ctx, sanction))
  await (await signedIn(forum, account.username)).post('/me/closing')
  await waitForErasing(forum)
  return { ...account, person, until }
}

const verify = async (browser: Browser, email: string) =>
  browser.post('/accounts/verification', { code: (await lastMailTo(forum, email)).code })

const suspendedUntil = async (browser: Browser) => (await browser.get('/me')).body.suspendedUntil

test('who signs up again with the address stays suspended until the same day', async () => {
  const { email, until } = await erased()
  const { browser } = await signUp(forum, { email })
  expect(await suspendedUntil(browser)).toBe(null)
  expect((await verify(browser, email)).status).toBeLessThan(300)
  expect(await suspendedUntil(browser)).toBe(until)
})

test('so does who joins with the same account at a provider, by another address', async () => {
  const { person, until } = await erased()
  const { email } = somebody()
  const { browser } = await join({ ...person, email }, `again-${serial}`)
  await verify(browser, email)
  expect(await suspendedUntil(browser)).toBe(until)
})

test('who proves both gets the sanction once', async () => {
  const { person, email, until } = await erased()
  const { browser } = await join({ ...person, email }, `both-${serial}`)
  await verify(browser, email)
  const { id } = (await browser.get('/me')).body
  expect(await suspendedUntil(browser)).toBe(until)
  expect(await forum.connection.db.$count(sanctions, eq(sanctions.userId, id))).toBe(1)
})

test('others do not, nor who comes back after it ended', async () => {
  const { email } = await erased()
  const other = somebody()
  const { browser } = await signUp(forum, { email: other.email })
  await verify(browser, other.email)
  expect(await suspendedUntil(browser)).toBe(null)
  forum.advance(30 * day)
  const late = await signUp(forum, { email })
  await verify(late.browser, email)
  expect(await suspendedUntil(late.browser)).toBe(null)
})

test('a sanction that was lifted does not come back with the next account', async () => {
  const { email } = await erased()
  const { browser } = await signUp(forum, { email })
  await verify(browser, email)
  const { id } = (await browser.get('/me')).body
  const [copy] = await forum.connection.db.select().from(sanctions).where(eq(sanctions.userId, id))
  await transaction(forum.context(), (ctx) => endSanction(ctx, copy?.id ?? 0))
  await browser.post('/me/closing')
  await waitForErasing(forum)
  const again = await signUp(forum, { email })
  await verify(again.browser, email)
  expect((await again.browser.get('/me')).body.suspendedUntil).toBe(null)
})

test('a warning is not kept', async () => {
  const before = await keptRows()
  await erased('warning')
  expect(await keptRows()).toEqual(before)
})

test('only hashes are kept, and only while the sanction lasts', async () => {
  const { email, person } = await erased()
  const rows = await keptRows()
  expect(rows.length).toBeGreaterThan(0)
  for (const word of [email, person.subject]) expect(JSON.stringify(rows)).not.toContain(word)
  forum.advance(31 * day)
  await deleteOldAccess(forum.context())
  expect(await keptRows()).toEqual([])
})
