import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { deleteOldAccess } from '@stoa/accounts'
import { queueFolded } from '@stoa/notifications'
import { announceAnswers } from '@stoa/tickets'
import { startForum } from '../forum.ts'
import { createThread, reply } from '../posting.ts'
import { mailsTo } from './mailbox.ts'

const forum = startForum({ mailLimits: { perAddress: 2, securityPerAddress: 2 } })
const hour = 3600_000

async function subjectsTo(address: string): Promise<(string | undefined)[]> {
  await forum.settle()
  return (await mailsTo(forum, address)).map(({ subject }) => subject)
}

const failedJobs = () =>
  forum.connection.db.execute(
    sql`select last_error from graphile_worker._private_jobs where last_error is not null`
  )

/** Makes jobs due, because they wait by the clock of the machine, which tests do not move. */
const makeJobsDue = () =>
  forum.connection.db.execute(sql`update graphile_worker._private_jobs set run_at = created_at`)

test('mails over the limit are combined into one at its end, and none fails', async () => {
  const email = 'popular@example.test'
  const asker = await forum.user({ email, locale: 'en' })
  const [categoryId, title] = [await forum.category(), 'Hidden for its title, as it were']
  const decide = async () => {
    const { postId } = await createThread(asker, categoryId, { title })
    // Staff who were idle for an hour are signed out.
    const staff = await forum.user({ role: 'staff' })
    await staff.post(`/posts/${postId}/hiding`, { reason: 'off_topic' })
  }
  for (let serial = 1; serial <= 5; serial += 1) await decide()
  expect(await subjectsTo(email)).toHaveLength(2)
  expect(await failedJobs()).toHaveLength(0)
  forum.advance(hour)
  await Promise.all([queueFolded(forum.context()), queueFolded(forum.context())])
  expect((await subjectsTo(email)).slice(2)).toEqual(['3 new notifications'])
  await decide()
  const subjects = await subjectsTo(email)
  expect(subjects.filter((subject) => subject === `Moderation decision: ${title}`)).toHaveLength(3)
})

test('a code over its limit is sent later, and its lifetime begins then', async () => {
  const [email, helper] = ['forgetful@example.test', await forum.user()]
  const member = await forum.user({ email, locale: 'en' })
  const { id } = await createThread(member, await forum.category())
  for (const text of ['One.', 'Two.', 'Three.']) await reply(helper, id, text)
  await forum.settle()
  const clear = () => forum.guest.post('/accounts/password-reset', { email })
  for (const _ of [1, 2, 3]) await clear()
  const isReset = (subject?: string) => subject === 'Reset your password'
  expect((await subjectsTo(email)).filter(isReset)).toHaveLength(2)
  expect(await failedJobs()).toHaveLength(0)
  forum.advance(25 * hour)
  await deleteOldAccess(forum.context())
  await makeJobsDue()
  await forum.settle()
  const last = (await mailsTo(forum, email)).filter(({ subject }) => isReset(subject)).at(2)
  const token = /token=([\w-]+)/.exec(last?.text ?? '')?.[1]
  const chosen = await forum.guest.put('/accounts/password-reset', {
    ...{ token, password: 'a-password-of-its-own-1' }
  })
  expect(chosen.status).toBeLessThan(300)
})

test('mails of accounts and tickets say that replies are not read', async () => {
  const email = 'reader@example.test'
  const member = await forum.user({ email, locale: 'en' })
  await forum.guest.post('/accounts/password-reset', { email })
  const ticket = { topic: 'api', subject: 'A question', body: 'How many calls a minute?' }
  const { number } = (await member.post('/tickets', ticket)).body
  const agent = await forum.user({ role: 'staff', capabilities: ['desk'] })
  await agent.post(`/tickets/${number}/messages`, { body: 'Ten.', audience: 'requester' })
  forum.advance(hour)
  await announceAnswers(forum.context())
  await forum.settle()
  const mails = await mailsTo(forum, email)
  expect(mails).toHaveLength(2)
  for (const { text } of mails) expect(text).toContain('Replies to this email are not read')
})
