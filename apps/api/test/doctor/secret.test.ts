import { createHmac } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { afterEach, expect, test, vi } from 'vitest'
import { rehashFacts } from '@stoa/tickets/sealed-facts'
import { resealEverything } from '../../src/doctor/sealed.ts'
import { keysOf } from '../../src/ports.ts'
import { checkSecret } from '../../src/secret-check.ts'
import { openBrowser, password } from '../accounts/browser.ts'
import { codeOf, protectedAccount } from '../accounts/protecting.ts'
import { announce, announcer } from '../announcements/writing.ts'
import { startForum } from '../forum.ts'
import { agent, openTicket } from '../tickets/opening.ts'
import { startReceiver } from '../webhooks/receiver.ts'

const forum = startForum({ loopback: true })
const receiver = startReceiver()
const first = 'a secret of the tests'
const second = 'another secret of the tests'

/** Switches the forum to these secrets, as a restart does. */
const restart = (secret: string, previousSecret?: string) =>
  void Object.assign(forum.ports, keysOf({ secret, previousSecret }))
afterEach(() => restart(first))

/** Creates encrypted data of every kind, and functions that check whether it is readable. */
async function world() {
  const account = await protectedAccount(forum)
  const requester = await forum.user()
  const ticket = { topic: 'deposit_withdrawal', subject: 'It is gone', body: 'Where is it?' }
  const { number } = (await requester.post('/tickets', ticket)).body
  await requester.put(`/tickets/${number}/facts`, { facts: { network: 'Tron' } })
  await announce(await announcer(forum))
  const admin = await forum.user({ role: 'admin' })
  const hook = { name: 'Page', url: `${receiver.origin}/hook`, events: ['announcement.expired'] }
  const { id, secret } = (await admin.post('/webhooks', hook)).body

  const signIn = async (code: string) =>
    (await openBrowser(forum).post('/sessions', { login: account.username, password, code })).status
  async function signs() {
    await admin.post(`/webhooks/${id}/tests`)
    const { body, headers } = receiver.received.at(-1)!
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(forum.now()) })
    new Webhook(secret).verify(body, headers as Record<string, string>)
    vi.useRealTimers()
  }
  const facts = async () => (await requester.get(`/tickets/${number}/facts`)).status
  return { account, signIn, signs, facts }
}

test('data encrypted and signed with the previous secret stays valid', async () => {
  const { account, signIn, signs, facts } = await world()
  const claim = `${account.id}.digest`
  const key = forum.ports.keyFor('unsubscribe')
  const token = `${claim}.${createHmac('sha256', key).update(claim).digest('base64url')}`
  restart(second, first)
  expect(await signIn(codeOf(forum, account.secret))).toBe(201)
  expect(await signIn(account.codes[0] ?? '')).toBe(201)
  expect(await signIn(account.codes[0] ?? '')).toBe(401)
  expect(await facts()).toBe(200)
  await signs()
  await announce(await announcer(forum))
  const ended = await forum.guest.post(`/notifications/unsubscription?token=${token}`)
  expect(ended.status).toBe(200)
  restart(first, second)
  await resealEverything(forum.context())
})

test('facts are looked up during and after a change of the secret', async () => {
  const hash = '5b7d'.repeat(16)
  const requester = await forum.user()
  const number = await openTicket(requester)
  await requester.put(`/tickets/${number}/facts`, { facts: { transaction_id: hash } })
  const desk = await agent(forum)
  const found = async () =>
    (await desk.post('/desk/facts/look-up', { value: hash, reason: 'A test' })).body.items.length
  restart(second, first)
  expect(await found()).toBe(1)
  await resealEverything(forum.context())
  expect(await rehashFacts(forum.context())).toBe(1)
  restart(second)
  expect(await found()).toBe(1)
  restart(first)
  expect(await found()).toBe(0)
  restart(first, second)
  await resealEverything(forum.context())
  await rehashFacts(forum.context())
})

test('re-encrypted data no longer needs the previous secret', async () => {
  const { account, signIn, signs, facts } = await world()
  // The authenticators of other test users have no secret, and count as lost.
  const { kept, lost } = await resealEverything(forum.context())
  restart(second, first)
  expect(await resealEverything(forum.context())).toEqual({ resealed: kept, kept: 0, lost })
  restart(second)
  expect(await resealEverything(forum.context())).toEqual({ resealed: 0, kept, lost })
  expect(await signIn(codeOf(forum, account.secret))).toBe(201)
  expect(await facts()).toBe(200)
  await signs()
  await announce(await announcer(forum))
  restart(first, second)
  await resealEverything(forum.context())
})

test('a forum does not start with a secret that decrypts nothing', async () => {
  await world()
  const started = () => checkSecret(forum.context())
  restart(second)
  await expect(started()).rejects.toThrow('STOA_SECRET is not the one')
  restart(first)
  await started()
  restart(second)
  await expect(started()).rejects.toThrow('STOA_PREVIOUS_SECRET')
  restart(second, first)
  await started()
  restart(second)
  await started()
  restart(first, second)
  await started()
})

test('undecryptable data is counted, and left unchanged', async () => {
  const { facts } = await world()
  const { kept, lost } = await resealEverything(forum.context())
  restart(second, 'a third secret of the tests')
  const found = await resealEverything(forum.context())
  expect(found).toEqual({ resealed: 0, kept: 0, lost: kept + lost })
  restart(first)
  expect(await facts()).toBe(200)
})
