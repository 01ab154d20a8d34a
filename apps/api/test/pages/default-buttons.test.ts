import { expect, test } from 'vitest'
import { publicArticle } from '../articles/writing.ts'
import { startForum, type Client } from '../forum.ts'
import { createThread } from '../posting.ts'
import { sendPageForm } from './sending-forms.ts'

// Enter in a text field presses the first button of its form.
const forum = startForum({ web: true })
const minutes = 60_000

/** The form that asks for the password. */
const askingForm = (page: string) =>
  page.match(/<form[\s\S]*?<\/form>/g)?.find((form) => form.includes('type="password"')) ?? ''

/** The attributes of the button that Enter presses in it. */
const pressedByEnter = (page: string) => /<button([^>]*)>/.exec(askingForm(page))?.[1] ?? ''

/** The attributes of the first button that belongs to a form, inside it or not. */
function firstOf(page: string, form: string): string {
  const place = page.indexOf(`<form id="${form}"`)
  const before = new RegExp(`<button([^>]* form="${form}"[^>]*)>`).exec(page.slice(0, place))
  return before?.[1] ?? /<button([^>]*)>/.exec(page.slice(place))?.[1] ?? ''
}

/** They have a password to be asked for. */
const admins = { role: 'admin', passwordHash: 'none that fits' } as const
const duty = { role: 'staff', capabilities: ['moderation'] } as const
const pageFor = async (client: Client, url: string) =>
  (await client.inject({ method: 'GET', url, headers: { accept: 'text/html' } })).text

test('a password prompt continues with the act that was chosen', async () => {
  const [first, second] = [await forum.user(admins), await forum.user(admins)]
  await first.post('/trust-list', { kind: 'domain', value: 'aaa-harbor.example' })
  await first.post('/trust-list', { kind: 'domain', value: 'harbor.example' })
  const [, { id }] = (await second.get('/approvals')).body.items
  forum.advance(11 * minutes)
  const { text } = await sendPageForm(second, '/approvals?/approve', { id: String(id) })
  expect(askingForm(text)).toContain('action="?/approve"')
  expect(askingForm(text)).toContain(`name="id" value="${id}"`)
})

test('Enter does not appoint an applicant who is being declined', async () => {
  const [admin, member] = [await forum.user(admins), await forum.user()]
  const application = { categoryIds: [await forum.category()], text: 'I read here every evening.' }
  const { body } = await member.post('/volunteering/applications', application)
  forum.advance(11 * minutes)
  const fields = { id: String(body.id), outcome: 'declined', answer: 'Later.' }
  const { text } = await sendPageForm(admin, '/admin/volunteers', fields)
  expect(pressedByEnter(text)).toContain('value="declined"')
  expect(text).not.toMatch(/<input[^>]*name="answer"/)
})

test('Enter in a note decides neither an appeal nor a reason for hiding', async () => {
  const [staff, other, author] = [
    await forum.user({ ...duty, capabilities: ['moderation'] }),
    await forum.user({ ...duty, capabilities: ['moderation'] }),
    await forum.user()
  ]
  const { postId } = await createThread(author, await forum.category())
  await staff.post(`/posts/${postId}/hiding`, { reason: 'spam' })
  const [{ id }] = (await author.get('/me/decisions')).body.items
  await author.post(`/moderation/actions/${id}/appeal`, { text: 'It was a question.' })
  const reported = await createThread(author, await forum.category())
  await other.post(`/posts/${reported.postId}/reports`, { reason: 'spam' })
  const page = await pageFor(other, '/moderation')
  expect(page.match(/<textarea[^>]*name="note"/g)).toHaveLength(2)
  expect(page).not.toMatch(/<input[^>]*name="note"/)
})

test('Enter beside suggested articles does not say that one of them helped', async () => {
  const title = 'Why is my withdrawal of zircons refused?'
  await publicArticle(forum, { title })
  await forum.settle()
  const member = await forum.user()
  const fields = { title, body: 'It is refused since today.', topic: 'trading' }
  const asking = (await sendPageForm(member, '/ask?/check', fields)).text
  expect(asking).toContain('?/helped')
  expect(firstOf(asking, 'ask')).toContain('formaction="?/check"')
  const opening = (await sendPageForm(member, '/tickets/new?/open', fields)).text
  expect(opening).toContain('?/helped')
  expect(firstOf(opening, 'opening')).not.toContain('formaction')
})
