import { createHash } from 'node:crypto'
import { inArray, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { limits } from '@stoa/core/schema'
import { startForum } from '../forum.ts'
import { makeAccount, openBrowser, signedUp, type Browser } from './browser.ts'
import { lastMailTo, mailsTo } from './mailbox.ts'

const forum = startForum({ demo: true, mailLimits: { securityPerAddress: 4 } })
const minute = 60_000

let serial = 0
const someAddress = () => `mailed-${(serial += 1)}@example.test`

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const otherThan = (code: string) => (code === '000000' ? '000001' : '000000')
const request = (browser: Browser, email: string) =>
  browser.post('/accounts/email-proof', { email })
const prove = async (browser: Browser, email: string, code: string) =>
  (await browser.put('/accounts/email-proof', { email, code })).status
const times = (count: number) => Array.from({ length: count }, (_, index) => index)

/** Requests a code and returns it with the browser. */
async function asker(email = someAddress()) {
  const browser = openBrowser(forum)
  await request(browser, email)
  return { email, browser, code: (await lastMailTo(forum, email)).code }
}

test('a stranger in another network uses up no code and locks nobody out', async () => {
  const { email, browser, code } = await asker()
  const stranger = openBrowser(forum)
  for (const _ of times(30)) expect(await prove(stranger, email, otherThan(code))).toBe(422)
  expect(await prove(browser, email, code)).toBe(204)
  await request(browser, email)
  const next = (await lastMailTo(forum, email)).code
  expect(await prove(stranger, email, next)).toBe(422)
  expect(await prove(browser, email, next)).toBe(204)
})

test('a stranger’s tries at freezing do not use up the owner’s code', async () => {
  const { email } = await makeAccount(forum)
  const [owner, stranger] = [openBrowser(forum), openBrowser(forum)]
  const freeze = (browser: Browser, code: string) =>
    browser.put('/accounts/freezing/code', { email, code })
  await owner.post('/accounts/freezing/code', { email })
  const { code } = await lastMailTo(forum, email)
  for (const _ of times(25)) expect((await freeze(stranger, otherThan(code))).status).toBe(422)
  expect((await freeze(owner, code)).status).toBe(200)
})

test('codes that strangers request do not delay the owner’s, and all work', async () => {
  const email = someAddress()
  const stranger = openBrowser(forum)
  const statuses = []
  for (const _ of times(5)) statuses.push((await request(stranger, email)).status)
  expect(statuses).toEqual([202, 202, 202, 202, 429])
  forum.advance(61 * minute)
  expect((await request(stranger, email)).status).toBe(429)
  const owner = openBrowser(forum)
  expect((await request(owner, email)).status).toBe(202)
  const mails = await mailsTo(forum, email)
  expect(mails).toHaveLength(5)
  expect(await prove(owner, email, mails.at(-1)?.code ?? '')).toBe(204)
})

test('two networks requesting all day do not block the owner’s code', async () => {
  const { email } = await makeAccount(forum)
  const bots = [openBrowser(forum), openBrowser(forum)]
  const ask = (browser: Browser) => browser.post('/accounts/freezing/code', { email })
  for (const half of times(5)) {
    for (const _ of times(3)) await ask(half % 2 ? openBrowser(forum) : (bots[0] as Browser))
    for (const bot of bots) await ask(bot)
    forum.advance(31 * minute)
  }
  for (const bot of bots) await ask(bot)
  const before = (await mailsTo(forum, email)).length
  const owner = openBrowser(forum)
  expect((await ask(owner)).status).toBe(202)
  const mails = await mailsTo(forum, email)
  expect(mails).toHaveLength(before + 1)
  const { code = '' } = mails.at(-1) ?? {}
  expect((await owner.put('/accounts/freezing/code', { email, code })).status).toBe(200)
})

test('nineteen guessing networks leave the owner a working code', async () => {
  const { email } = await makeAccount(forum)
  const ask = (browser: Browser) => browser.post('/accounts/freezing/code', { email })
  const bots = times(19).map(() => openBrowser(forum))
  for (const bot of bots.slice(0, 4)) await ask(bot)
  for (const bot of bots)
    for (const _ of times(5)) await bot.put('/accounts/freezing/code', { email, code: '0' })
  const owner = openBrowser(forum)
  await ask(owner)
  const { code } = await lastMailTo(forum, email)
  expect(code).toMatch(/^\d{4} \d{4} \d{4}$/)
  expect((await owner.put('/accounts/freezing/code', { email, code })).status).toBe(200)
})

test('three short codes are open at a time, and the next is long, in any typing', async () => {
  const email = someAddress()
  const lengths = []
  for (const _ of times(4)) lengths.push((await asker(email)).code.length)
  expect(lengths).toEqual([6, 6, 6, 14])
  const { browser, code } = await asker(email)
  expect(await prove(browser, email, code.replaceAll(' ', ''))).toBe(204)
})

test('a user who used up three codes gets a working fourth', async () => {
  const email = someAddress()
  const owner = openBrowser(forum)
  const next = async () => {
    await request(owner, email)
    return (await lastMailTo(forum, email)).code
  }
  for (const _ of times(3)) {
    const code = await next()
    for (const _ of times(5)) await prove(owner, email, otherThan(code))
  }
  expect(await prove(owner, email, await next())).toBe(204)
})

test('a short code becomes long if its mail leaves late', async () => {
  const full = { name: 'mail_domain', subject: sha256('late.test'), windowStart: forum.now() }
  await forum.connection.db.insert(limits).values({ ...full, count: 1000 })
  const owner = openBrowser(forum)
  const email = 'owner@late.test'
  await request(owner, email)
  expect(await mailsTo(forum, email)).toEqual([])
  forum.advance(61 * minute)
  // Jobs wait by the clock of the machine, which tests do not move.
  await forum.connection.db.execute(
    sql`update graphile_worker._private_jobs set run_at = created_at`
  )
  const { code } = await lastMailTo(forum, email)
  expect(code).toHaveLength(14)
  expect(await prove(owner, email, code)).toBe(204)
})

test('a code requested on the phone works on the laptop', async () => {
  const { email, code } = await asker()
  const laptop = openBrowser(forum)
  for (const _ of times(4)) await prove(laptop, email, otherThan(code))
  expect(await prove(laptop, email, code)).toBe(204)
})

test('a network has five tries at codes of others, and five at each of its own', async () => {
  const { email, code, browser } = await asker()
  const elsewhere = openBrowser(forum)
  for (const one of [elsewhere, browser]) {
    await Promise.all(times(8).map(() => prove(one, email, otherThan(code))))
    expect(await prove(one, email, code)).toBe(422)
  }
  await request(browser, email)
  expect(await prove(browser, email, (await lastMailTo(forum, email)).code)).toBe(204)
})

test('after ninety wrong tries only the requesting networks can try', async () => {
  const { email, code, browser } = await asker()
  for (const _ of times(18)) {
    const bot = openBrowser(forum)
    await Promise.all(times(5).map(() => prove(bot, email, otherThan(code))))
  }
  expect(await prove(openBrowser(forum), email, code)).toBe(422)
  expect(await prove(browser, email, code)).toBe(204)
})

test('tries count only while a code is open, and a correct one is uncounted', async () => {
  const email = someAddress()
  const elsewhere = openBrowser(forum)
  for (const _ of times(9)) await prove(elsewhere, email, '123456')
  for (const _ of times(6)) {
    forum.advance(61 * minute)
    expect(await prove(elsewhere, email, (await asker(email)).code)).toBe(204)
  }
})

test('answer and cost do not reveal whether a code is open', async () => {
  const { email, code } = await asker()
  const { email: known } = await makeAccount(forum)
  const tracesOf = async (address: string) => {
    const stranger = openBrowser(forum)
    const texts: string[] = []
    const statements = []
    for (const _ of times(7)) {
      const tried = { email: address, code: otherThan(code) }
      const one = async () => texts.push((await stranger.put('/accounts/email-proof', tried)).text)
      statements.push(await forum.count(one))
    }
    return { texts, statements }
  }
  const unopened = await tracesOf(someAddress())
  expect(await tracesOf(email)).toEqual(unopened)
  expect(await tracesOf(known)).toEqual(unopened)
  const cost = (address: string) => forum.count(() => request(openBrowser(forum), address))
  expect(new Set([await cost(someAddress()), await cost(known), await cost(email)]).size).toBe(1)
})

test('sign-ups by a stranger use up no tries of the address’s owner', async () => {
  const { email, browser } = await signedUp(forum)
  const { code } = await lastMailTo(forum, email)
  for (const _ of times(5)) {
    const { browser: stranger } = await signedUp(forum, {
      email,
      username: `crowd-${(serial += 1)}`
    })
    const guess = () => stranger.post('/accounts/verification', { code: otherThan(code) })
    await Promise.all(times(5).map(guess))
  }
  expect((await browser.post('/accounts/verification', { code })).status).toBe(200)
})

test('nine hundred wrong codes for an address end all codes, but not the link', async () => {
  const { email, browser } = await signedUp(forum)
  const { code, token } = await lastMailTo(forum, email)
  await browser.post('/accounts/verification', { code: otherThan(code) })
  await forum.connection.db
    .update(limits)
    .set({ count: 900 })
    .where(inArray(limits.name, ['verification_total']))
  expect((await browser.post('/accounts/verification', { code })).status).toBe(422)
  expect((await browser.post('/accounts/verification', { token })).status).toBe(200)
})
