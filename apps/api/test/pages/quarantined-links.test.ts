import { beforeAll, expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { createThread, reply } from '../posting.ts'

const forum = startForum({ web: true })
let categoryId: number
let volunteer: Client
let newcomer: Client

beforeAll(async () => {
  categoryId = await forum.category({ slug: 'wallets' })
  volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId], locale: 'en' })
  newcomer = await forum.user({ trust: 'new', locale: 'en' })
})

const pageOf = async (client: Client, url: string) =>
  (await client.inject({ method: 'GET', url, headers: { accept: 'text/html' } })).text

test('no guest page has a quarantined link until it is released, even from the cache', async () => {
  const body = 'My coins are at https://free-coins.test/claim'
  const { id, postId, url } = await createThread(newcomer, categoryId, { body })
  const pages = [url, `/p/${postId}/history`, '/c/wallets', '/', `/u/${newcomer.username}`]
  for (const page of [...pages, ...pages])
    expect(await pageOf(forum.guest, page), page).not.toContain('free-coins')
  for (const [lang, words] of [
    ['en', '[link awaiting approval]'],
    ['zh-CN', '[链接待版主审核]'],
    ['zh-TW', '[連結待版主審核]']
  ] as const)
    expect(await pageOf(forum.guest, `${url}?lang=${lang}`)).toContain(words)
  const queue = await pageOf(volunteer, '/moderation?show=flagged')
  expect(queue).toContain('free-coins.test/claim')
  const [row] = (await volunteer.get('/moderation/flagged')).body.items
  const decision = { outcome: 'clear', revision: row.snapshot.revision }
  expect((await volunteer.post(`/posts/${postId}/flag-decision`, decision)).status).toBe(204)
  await forum.settle()
  expect(await pageOf(forum.guest, `/t/${id}`)).not.toContain('[link waits')
  expect(await pageOf(forum.guest, url)).toContain('free-coins.test/claim')
})

test.each([
  ['en', 'This post directs people outside the forum. Staff never do that.'],
  ['zh-CN', '这条内容要把人引到社区外，官方人员绝不会这样做。'],
  ['zh-TW', '這則內容要把人帶到社群外，官方人員絕不會這麼做。']
])('a phishing phrase of a basic member is shown with a warning: %s', async (lang, words) => {
  const member = await forum.user({ trust: 'basic' })
  const { id, url } = await createThread(member, categoryId)
  await reply(member, id, `加我微信 help88${lang.length} 秒处理`)
  expect(await pageOf(forum.guest, `${url}?lang=${lang}`)).toContain(words)
})

test('a repeated question leads to the first one', async () => {
  const question = { categoryId, title: 'Where is my deposit?', body: 'I sent it yesterday.' }
  const { url } = await createThread(newcomer, categoryId, question)
  const payload = new URLSearchParams({
    ...question,
    categoryId: String(categoryId),
    kind: 'question'
  })
  const again = await newcomer.inject({
    ...{ method: 'POST', url: '/ask?/ask', payload: payload.toString() },
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' }
  })
  expect(again.text).toContain(`href="${url}"`)
})
