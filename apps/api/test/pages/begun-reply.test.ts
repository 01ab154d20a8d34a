import { expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { createThread, reply } from '../posting.ts'
import { sendPageForm } from './sending-forms.ts'

// Forms are sent as by browsers without scripts: the buttons of a thread belong to its reply form.
const forum = startForum({ web: true })

const body = 'Half a sentence'
const inField = /<textarea[^>]*name="body"[^>]*>Half a sentence</

async function setUp() {
  const [asker, other] = [await forum.user(), await forum.user()]
  const { id } = await createThread(asker, await forum.category())
  const { id: postId } = await reply(other, id, 'Have you waited for a day?')
  return { asker, path: `/t/${id}`, id, postId: String(postId) }
}

const read = async (client: Client, url: string): Promise<string> => {
  const { status, headers, text } = await client.inject({ method: 'GET', url })
  return status < 300 ? text : read(client, headers.location ?? '')
}

test('accepting an answer keeps the unsent reply in its field', async () => {
  const { asker, path, id, postId } = await setUp()
  expect(await read(asker, path)).toMatch(
    /form="reply"[^>]*formaction="\?\/accept"|formaction="\?\/accept"[^>]*form="reply"/
  )
  const accepted = await sendPageForm(asker, `${path}?/accept`, { postId, body, replyTo: '2' })
  expect(accepted.headers.location).toBe(`${path}#accepted`)
  const page = await read(asker, path)
  expect(page).toMatch(inField)
  expect(page).toMatch(/<input[^>]*name="replyTo"[^>]*value="2"/)
  expect((await asker.get(`/threads/${id}`)).body.thread.solved).toBe(true)
})

test('following a thread or voting keeps the unsent reply', async () => {
  const { asker, path, postId } = await setUp()
  for (const [act, fields] of [
    ['mute', {}],
    ['vote', { postId }]
  ] as const)
    expect((await sendPageForm(asker, `${path}?/${act}`, { ...fields, body })).status).toBe(303)
  expect(await read(asker, `/p/${postId}`)).toMatch(inField)
})

test('a quote is appended to the unsent reply', async () => {
  const { asker, path } = await setUp()
  const { headers } = await sendPageForm(asker, `${path}?/quote`, { quoted: '2', body })
  expect(headers.location).toBe(`${path}?page=1&replyTo=2#reply`)
  expect(await read(asker, headers.location ?? '')).toMatch(
    />Half a sentence\n\n> Have you waited for a day\?/
  )
})

test('a text that must not be stored stays in the field, and the button still works', async () => {
  const { asker, path, id, postId } = await setUp()
  const secret = 'password: hunter2!hunter2'
  const accepted = await sendPageForm(asker, `${path}?/accept`, { postId, body: secret })
  expect(accepted.status).toBe(422)
  expect(accepted.text).toMatch(/<textarea[^>]*name="body"[^>]*>password: hunter2!hunter2</)
  expect((await asker.get(`/threads/${id}`)).body.thread.solved).toBe(true)
  expect((await asker.get(`/drafts/thread:${id}`)).status).toBe(404)
})

test('a thread without a reply form has buttons of its own', async () => {
  const { asker, path, id, postId } = await setUp()
  const staff = await forum.user({ role: 'staff', capabilities: ['moderation'] })
  await staff.put(`/threads/${id}/closing`, { reason: 'other' })
  const page = await read(asker, path)
  expect(page).not.toContain('form="reply"')
  expect((await sendPageForm(asker, `${path}?/bookmark`, { postId })).headers.location).toBe(
    `/p/${postId}`
  )
})

test('Enter in the reply form sends the reply', async () => {
  const { asker, path } = await setUp()
  const first = /<button[^>]*form="reply"[^>]*>/.exec(await read(asker, path))?.[0]
  expect(first).toContain('class="sr-only"')
  expect(first).not.toContain('formaction')
})

test('an empty reply is refused in the language of the page, below the posts read', async () => {
  const { asker, path, id } = await setUp()
  for (let number = 3; number <= 21; number += 1) await reply(asker, id, `Day ${number}.`)
  await asker.patch('/me', { locale: 'zh-TW' })
  const action = /<form id="reply"[^>]*action="([^"]*)"/.exec(await read(asker, `${path}?page=2`))
  const url = `${path}${action?.[1]?.replaceAll('&amp;', '&')}`
  const refused = await sendPageForm(asker, url, { body: ' ', replyTo: '21' })
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('回覆內容：此欄位必填。')
  expect(refused.text).toContain('id="p21"')
  expect(refused.text).toMatch(/<input[^>]*name="replyTo"[^>]*value="21"[^>]*checked/)
})
