import { beforeAll, expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { approveWaiting, rename, say } from './changing.ts'

const forum = startForum()
let admins: readonly [Client, Client]

beforeAll(async () => {
  admins = [await forum.user({ role: 'admin' }), await forum.user({ role: 'admin' })]
  await rename(admins, 'Lanternfish')
})

const shown = async () => (await forum.guest.get('/site')).body
const waiting = async () => (await admins[0].get('/site/draft')).body.waiting

test('a new name waits for a second admin, while the rest takes effect', async () => {
  const words = { en: { name: 'Anglerfish', tagline: 'Light in the deep' } }
  expect((await say(admins[0], { words, poweredBy: false })).body).toEqual({ waits: true })
  expect(await shown()).toMatchObject({
    ...{ name: 'Lanternfish', tagline: 'Light in the deep', poweredBy: false }
  })
  expect((await approveWaiting(admins[0])).body.code).toBe('second_person_needed')
  expect((await approveWaiting(admins[1])).status).toBe(204)
  expect((await shown()).name).toBe('Anglerfish')
  await rename(admins, 'Lanternfish')
})

test.each([
  [
    'an outside address in a text',
    { words: { en: { name: 'Lanternfish', contact: 'Write to help@evil.test' } } }
  ],
  [
    'an outside link in the footer',
    { footerLinks: [{ url: 'https://evil.test/', labels: { en: 'Help' } }] }
  ],
  ['another reply-to', { replyTo: 'help@lanternfish.test' }],
  ['another sender', { words: { en: { name: 'Lanternfish', sender: 'Lantern Desk' } } }]
])('%s waits for a second admin', async (_, said) => {
  const before = await shown()
  expect((await say(admins[0], said)).body).toEqual({ waits: true })
  expect(await shown()).toEqual(before)
  const { snapshot } = await waiting()
  expect((await admins[0].delete(`/site/draft?revision=${snapshot.revision}`)).status).toBe(204)
  expect(await waiting()).toBeNull()
})

test('exactly the version that was read is approved', async () => {
  await say(admins[0], { replyTo: 'help@lanternfish.test' })
  const { revision } = (await waiting()).snapshot
  await say(admins[0], { replyTo: 'gift@evil.test' })
  const { status, body } = await admins[1].post('/site/draft/approval', { revision })
  expect([status, body.code]).toEqual([409, 'revision_changed'])
  const third = await forum.user({ role: 'admin' })
  await say(third, { poweredBy: true })
  expect((await approveWaiting(third)).status).toBe(204)
  await say(admins[0], { replyTo: null })
  await approveWaiting(admins[1])
})

test('who adds to what waits cannot approve it either', async () => {
  await say(admins[0], { replyTo: 'help@lanternfish.test' })
  await say(admins[1], { words: { en: { name: 'Anglerfish' } } })
  for (const admin of admins)
    expect((await approveWaiting(admin)).body.code).toBe('second_person_needed')
  const { snapshot } = await waiting()
  await admins[0].delete(`/site/draft?revision=${snapshot.revision}`)
})

test('a version is not saved over another one that was not read', async () => {
  const { revision, content } = (await admins[0].get('/site/draft')).body
  const { pictures: _, ...written } = content
  await say(admins[1], { poweredBy: !written.poweredBy })
  const { status, body } = await admins[0].put('/site', { ...written, revision })
  expect([status, body.code]).toEqual([409, 'revision_changed'])
})

test('an earlier version is restored by the same rules', async () => {
  await rename(admins, 'Anglerfish')
  const { items } = (await admins[0].get('/site/versions')).body
  const former = items.find(({ changes }: { changes: { after: string }[] }) =>
    changes.some(({ after }) => after === 'Lanternfish')
  )
  const { revision } = (await admins[0].get('/site/draft')).body
  const path = `/site/versions/${former.id}/restoration`
  expect((await admins[0].post(path, { revision })).body).toEqual({ waits: true })
  await approveWaiting(admins[1])
  expect((await shown()).name).toBe('Lanternfish')
})
