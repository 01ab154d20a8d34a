import { expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { ask, reply } from '../posting.ts'

const forum = startForum({ web: true })

const post = (client: Client, url: string, fields: Record<string, string>) =>
  client.inject({
    method: 'POST',
    url,
    headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(fields).toString()
  })

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
  const seen = await post(member, '/tickets/new?/open', fields)
  expect(seen.status).toBe(200)
  expect(seen.text).toContain(`href="${thread.url}"`)
  expect(seen.text).toContain(fields.body)
  const looked = /name="looked" value="([^"]*)"/.exec(seen.text)?.[1] ?? ''
  const opened = await post(member, '/tickets/new?/open', { ...fields, looked })
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
  const opened = await post(await forum.user(), '/tickets/new?/open', fields)
  expect(opened.headers.location).toMatch(/^\/tickets\/[A-Z0-9-]{14}$/)
})
