import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { ask, reply } from '../posting.ts'
import { sendPageForm } from './sending-forms.ts'

const forum = startForum({ web: true })

test('whoever opens a ticket without scripts sees what answers it already, and sends it all the same', async () => {
  const [member, other] = [await forum.user(), await forum.user()]
  const title = 'Ledger passphrase rejected after update'
  const thread = await ask(other, await forum.category(), { title })
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

test('what nothing answers is opened at once', async () => {
  const fields = {
    topic: 'other',
    title: 'Quite another matter',
    body: 'Hello.',
    key: 'another-of-mine'
  }
  const opened = await sendPageForm(await forum.user(), '/tickets/new?/open', fields)
  expect(opened.headers.location).toMatch(/^\/tickets\/[A-Z0-9-]{14}$/)
})
