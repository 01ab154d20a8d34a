import { expect, test } from 'vitest'
import { writeArticleUses } from '@stoa/articles'
import { publicArticle, writer } from '../articles/writing.ts'
import { startForum } from '../forum.ts'
import { createThread, reply } from '../posting.ts'
import { escalate, setUpThread } from '../tickets/opening.ts'
import { sendPageForm } from './sending-forms.ts'

const forum = startForum({ web: true })

test('without scripts, opening a ticket shows suggestions and can go on', async () => {
  const [member, other] = [await forum.user(), await forum.user()]
  const title = 'Ledger passphrase rejected after update'
  const thread = await createThread(other, await forum.category(), { title })
  const { id: postId } = await reply(member, thread.id, 'Type it in lower case.')
  await other.put(`/threads/${thread.id}/accepted-answer`, { postId })
  await forum.settle()
  const fields = {
    topic: 'other',
    title,
    body: 'It says that it is wrong.',
    key: 'one-key-of-mine'
  }
  const seen = await sendPageForm(member, '/tickets/new?/open', fields)
  expect(seen.status).toBe(200)
  expect(seen.text).toContain(`href="${thread.url}"`)
  expect(seen.text).toContain(fields.body)
  const looked = /name="looked" value="([^"]*)"/.exec(seen.text)?.[1] ?? ''
  const opened = await sendPageForm(member, '/tickets/new?/open', { ...fields, looked })
  expect(opened.headers.location).toMatch(/^\/tickets\/[A-Z0-9-]{14}$/)
  const escalate = await member.inject({ method: 'GET', url: `/t/${thread.id}/escalate` })
  expect(escalate.text).toContain(`href="${opened.headers.location}"`)
})

test('a ticket without suggestions is opened at once', async () => {
  const fields = {
    topic: 'other',
    title: 'Quite another matter',
    body: 'Hello.',
    key: 'another-of-mine'
  }
  const opened = await sendPageForm(await forum.user(), '/tickets/new?/open', fields)
  expect(opened.headers.location).toMatch(/^\/tickets\/[A-Z0-9-]{14}$/)
})

test('a second reason goes to its author’s reply, and stays with a volunteer', async () => {
  const { author, volunteer, thread } = await setUpThread(forum)
  const { url } = (await escalate(author, thread.id)).body
  const send = (client: typeof author, reason: string) =>
    sendPageForm(client, `/t/${thread.id}/escalate`, { topic: 'other', reason })
  expect((await send(author, 'And my wallet.')).headers.location).toBe(url)
  const ticket = await author.inject({ method: 'GET', url })
  expect(ticket.text).toMatch(/<textarea[^>]*name="body"[^>]*>And my wallet\.</)
  const kept = await send(volunteer, 'They need help.')
  expect(kept.text).toContain('The author already has an open ticket about this thread.')
  expect(kept.text).toMatch(/<textarea[^>]*readonly[^>]*>They need help\.</)
  expect(kept.text).not.toContain(url)
})

test('a ticket opened from an article that did not help counts for the article', async () => {
  const article = await publicArticle(forum, { title: 'Unrelated to what is asked' })
  const [member, staff] = [await forum.user(), await writer(forum)]
  const after = `${article.id}.en`
  const url = `/tickets/new?after=${after}`
  const page = await member.inject({ method: 'GET', url, headers: { accept: 'text/html' } })
  expect(page.text).toContain(`name="after" value="${after}"`)
  for (const sent of [after, 'nonsense']) {
    const fields = { topic: 'other', title: 'Yet another matter', body: `Hello, ${sent}.` }
    const form = { ...fields, key: `key-of-${sent}`, looked: `other ${fields.title}`, after: sent }
    const { headers } = await sendPageForm(member, '/tickets/new?/open', form)
    expect(headers.location).toMatch(/^\/tickets\//)
  }
  await writeArticleUses(forum.context())
  const { body } = await staff.get(`/articles/${article.id}/statistics`)
  expect(body.tickets).toBe(1)
})

const subjects = [
  'Withdrawal of Monday',
  'Password forgotten',
  'Invoice for March',
  'Broken screen'
]

test('a fourth ticket within ten minutes is asked about, later it is not', async () => {
  const member = await forum.user({ locale: 'en' })
  const opens = (title: string, more: object = {}) => {
    const fields = {
      topic: 'other',
      title,
      body: 'Typed with care.',
      key: `key-of-${title.length}-letters`
    }
    return sendPageForm(member, '/tickets/new?/open', { ...fields, ...more })
  }
  const [first = '', second = '', third = '', fourth = ''] = subjects
  for (const subject of [first, second, third])
    await member.post('/tickets', { topic: 'api', subject, body: 'Where is it?' })
  const asked = await opens(fourth)
  expect(asked.status).toBe(200)
  for (const words of ['several tickets within ten minutes', first, third, 'Typed with care.'])
    expect(asked.text).toContain(words)
  forum.advance(11 * 60_000)
  expect((await opens(fourth)).status).toBe(303)
  const alike = await opens('Password forgotten again', { topic: 'trading' })
  expect(alike.text).toContain('Is it about one of your open tickets?')
})

test('beyond ten tickets an hour the form says to wait and keeps what was typed', async () => {
  const member = await forum.user()
  for (let n = 0; n < 10; n += 1)
    await member.post('/tickets', { topic: 'api', subject: `Matter ${n}`, body: 'Where is it?' })
  const fields = { topic: 'other', title: 'One more', body: 'Typed with care.', key: 'eleventh' }
  const looked = `${fields.topic} ${fields.title}`
  const refused = await sendPageForm(member, '/tickets/new?/open', { ...fields, looked })
  expect(refused.status).toBe(429)
  for (const words of ['role="alert"', fields.title, fields.body])
    expect(refused.text).toContain(words)
  forum.advance(3600_000)
  expect((await sendPageForm(member, '/tickets/new?/open', { ...fields, looked })).status).toBe(303)
})

test('mistakes in the form are none of the ten tickets, and ten at once are all', async () => {
  const member = await forum.user()
  const ticket = { topic: 'api', subject: 'An order is missing', body: 'Where is it?' }
  for (let n = 0; n < 11; n += 1)
    expect((await member.post('/tickets', { ...ticket, body: '' })).status).toBe(422)
  const sent = Array.from({ length: 12 }, () => member.post('/tickets', ticket))
  const statuses = (await Promise.all(sent)).map(({ status }) => status)
  expect(statuses.filter((status) => status === 201)).toHaveLength(10)
  expect(statuses.filter((status) => status === 429)).toHaveLength(2)
})
