import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { users } from '@stoa/accounts/schema'
import { emit } from '@stoa/core'
import { queueFolded } from '@stoa/notifications'
import { startForum, type Client, type NewUser } from '../forum.ts'
import { createThread, reply } from '../posting.ts'
import { letPostMailsLeave, mailsTo } from './mailbox.ts'

const forum = startForum()
const minute = 60_000
const left = '[link on the forum]'

let serial = 0
async function setUp(category: object = {}, helperIs: NewUser = {}) {
  const address = `told${(serial += 1)}@example.test`
  const asker = await forum.user({ email: address, locale: 'en' })
  const helper = await known(helperIs)
  const thread = await createThread(asker, await forum.category(category))
  const mails = async () => {
    await letPostMailsLeave(forum)
    return mailsTo(forum, address)
  }
  return { address, asker, helper, thread, mails }
}

/** Somebody above the first level of trust. */
async function known(values: NewUser = {}): Promise<Client> {
  const user = await forum.user(values)
  await forum.connection.db.update(users).set({ trust: 'basic' }).where(eq(users.id, user.id))
  return user
}

test('an answer’s mail says what was written and that a member wrote it', async () => {
  const { helper, thread, mails } = await setUp()
  await reply(helper, thread.id, `**Wait** ten minutes. ${'Then ask again. '.repeat(60)}`)
  const [mail] = await mails()
  const { name } = (await forum.guest.get('/site')).body
  const written = `Written by the member ${helper.username}, not by ${name}:`
  expect(mail?.text).toContain(`${written}\n> Wait ten minutes. Then ask again.`)
  const [, said = ''] = /^> (.*)$/m.exec(mail?.text ?? '') ?? []
  expect([...said].length).toBeLessThanOrEqual(601)
  expect(mail?.html).not.toContain('<b>')
})

test.each([
  ['a host', 'Go to https://harb0r.example/login or harb0r.example.', 'harb0r'],
  ['a broken host', 'See harb0r[.]example for it.', 'harb0r'],
  ['a handle', 'Write to @harbor_help.', 'harbor_help'],
  ['a number', 'My group is 874 552 1390, join.', '1390'],
  ['a name elsewhere', 'Add 微信 abc_kefu or Telegram: HarborHelp.', 'abc_kefu'],
  ['our own host', 'http://127.0.0.1:3000/leave/x is it', '/leave/x']
])('nothing in it can be followed: %s', async (_name, text, gone) => {
  const { helper, thread, mails } = await setUp()
  await reply(helper, thread.id, text)
  const [mail] = await mails()
  const said = /^> .*$/m.exec(mail?.text ?? '')?.[0]
  expect(said).toContain(left)
  expect(said).not.toContain(gone)
})

test('ordinary words with a messenger’s name in them stay', async () => {
  const { helper, thread, mails } = await setUp()
  await reply(helper, thread.id, 'The online status and the deadline stay as they are.')
  const [mail] = await mails()
  expect(mail?.text).toContain('> The online status and the deadline stay as they are.')
})

test.each([
  ['a newcomer', {}, { trust: 'new' as const }],
  ['members alone', { signInRequired: true }, { trust: 'basic' as const }]
])('words of %s stay on the forum', async (_name, category, is) => {
  const { helper, thread, mails } = await setUp(category)
  await forum.connection.db.update(users).set(is).where(eq(users.id, helper.id))
  await reply(helper, thread.id, 'Only to be read there.')
  const [mail] = await mails()
  expect(mail?.subject).toBe(`New answer: ${thread.title}`)
  expect(mail?.text).not.toContain('Only to be read there')
})

test('what is edited within three minutes is not said, what is hidden is not mailed', async () => {
  const { address, asker, helper, thread } = await setUp()
  const edited = await reply(helper, thread.id, 'The first words.')
  await helper.patch(`/posts/${edited.id}`, { body: 'The second words.' })
  const hidden = await reply(helper, thread.id, 'Hidden words.')
  const admin = await forum.user({ role: 'admin' })
  await admin.post(`/posts/${hidden.id}/hiding`, { reason: 'scam' })
  await letPostMailsLeave(forum)
  const [mail, ...others] = await mailsTo(forum, address)
  expect(others).toEqual([])
  expect(mail?.text).not.toMatch(/words/)
  expect((await asker.get('/notifications')).body.items).toHaveLength(1)
})

test('an answer whose notification is stored late is in the next mail', async () => {
  const { address, asker, helper, thread, mails } = await setUp()
  await reply(helper, thread.id, 'The first of them.')
  await forum.settle()
  await forum.connection.sql`create table kept as select * from notifications
    where user_id = ${asker.id}`
  await reply(helper, thread.id, 'Stored late.')
  await mails()
  // As if its effect had waited until after the mail.
  await forum.connection.sql`update notifications set mailed_at = null
    where user_id = ${asker.id} and id not in (select id from kept)`
  const [late] = await forum.connection.sql<{ id: string }[]>`select id from notifications
    where user_id = ${asker.id} and mailed_at is null`
  const payload = { notificationId: Number(late?.id), userId: asker.id }
  await emit(forum.context(), 'notification.created', payload)
  forum.advance(10 * minute)
  await letPostMailsLeave(forum)
  await letPostMailsLeave(forum)
  const [, second, ...more] = await mailsTo(forum, address)
  expect([second?.text?.includes('Stored late.'), more]).toEqual([true, []])
})

test('staff write for the forum, and several answers within ten minutes are one mail', async () => {
  const { address, helper, thread } = await setUp({}, { role: 'staff' })
  const other = await known()
  await reply(helper, thread.id, 'We look at it.')
  await letPostMailsLeave(forum)
  for (const text of ['Same here.', 'Me too.']) await reply(other, thread.id, text)
  await letPostMailsLeave(forum)
  expect(await mailsTo(forum, address)).toHaveLength(1)
  forum.advance(7 * minute)
  await Promise.all([queueFolded(forum.context()), queueFolded(forum.context())])
  await forum.settle()
  const [first, second, ...more] = await mailsTo(forum, address)
  expect(more).toEqual([])
  expect(first?.text).toContain(`Written by ${helper.username} for `)
  expect(second?.text).toMatch(/> Me too\.[^]*> Same here\./)
})
