import { expect, test } from 'vitest'
import { announcer, draft, publish, words, listServices } from '../announcements/writing.ts'
import { startForum, type Client } from '../forum.ts'
import { createThread } from '../posting.ts'
import { agent } from '../tickets/opening.ts'
import { sendPageForm } from './sending-forms.ts'

const forum = startForum({ web: true })

const plain = (html: string) =>
  html.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&')

const pageOf = async (client: Client, url: string) =>
  (await client.inject({ method: 'GET', url, headers: { accept: 'text/html' } })).text

/** Revision and text in the first approval form on a page. */
function readIn(text: string) {
  const valueOf = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1]
  return { revision: valueOf('revision') ?? '', read: plain(valueOf('read') ?? '') }
}
const readOn = async (client: Client, url: string) => readIn(await pageOf(client, url))

/** Values of the checkboxes in the queue. */
const boxesIn = (text: string) =>
  [...text.matchAll(/name="ids" value="([^"]*)"/g)].map(([, value]) => plain(value ?? ''))

/** Visible text of a page, without attributes and scripts. */
const wordsOf = (html: string) =>
  html.replace(/<(script|style)\b.*?<\/\1>/gs, ' ').replace(/<[^>]*>/g, '')

/** Removed and added text in the alert of a refusal. */
function differenceIn(html: string) {
  const marked = (tag: string) =>
    new RegExp(`<${tag}\\b[^>]*>(?:<span.*?</span>)?(.*?)</${tag}>`, 's')
  const alert = html.slice(html.indexOf('role="alert"'))
  return ['del', 'ins'].map((tag) => wordsOf(marked(tag).exec(alert)?.[1] ?? ''))
}

test('approving what was changed meanwhile shows what was read and what is there now', async () => {
  const [author, other] = [await announcer(forum), await announcer(forum)]
  const risk = (body: string) => ({ type: 'risk', translations: { en: { title: 'Beware', body } } })
  const id = await draft(author, risk('Hang up at once.'))
  await publish(author, id)
  const url = `/announcements/${id}/publish`
  const read = await readOn(other, url)
  await author.patch(`/announcements/${id}`, risk('Hang up slowly.'))
  const refused = await sendPageForm(other, `${url}?/approve`, read)
  expect([refused.status, differenceIn(refused.text)]).toEqual([409, ['at once', 'slowly']])
  const again = await sendPageForm(other, `${url}?/approve`, await readOn(other, url))
  expect(again.status).toBe(303)
})

test('the language of what was read is no change', async () => {
  const [author, other] = [await announcer(forum), await announcer(forum)]
  const risk = (body: string) => ({ type: 'risk', translations: { en: { title: 'Beware', body } } })
  const id = await draft(author, risk('Hang up at once.'))
  await publish(author, id)
  const url = `/announcements/${id}/publish`
  const read = await readOn(other, `${url}?lang=zh-CN`)
  await author.patch(`/announcements/${id}`, risk('Hang up slowly.'))
  const { text } = await sendPageForm(other, `${url}?/approve`, read)
  expect(wordsOf(text)).toContain('slowly')
  expect(wordsOf(text)).not.toContain('风险提示')
})

test.each([
  ['en', 'Asia/Shanghai', 'Nov 27, 2027, 18:00 GMT+8', 'Critical', 'Normal', 'All categories'],
  ['zh-CN', 'UTC', '2027年11月27日 UTC 10:00', '紧急', '普通', '全部版块'],
  ['zh-TW', 'UTC', '2027年11月27日 10:00 UTC', '緊急', '一般', '全部版面']
])('all parts of an announcement to be published are readable: %s', async (...read) => {
  const [locale, timeZone, time, critical, normal, everywhere] = read
  const author = await announcer(forum)
  await author.patch('/me', { locale, timeZone })
  const window = { startsAt: '2027-11-27T10:00:00.000Z', endsAt: '2027-11-28T10:00:00.000Z' }
  const values = { type: 'maintenance', severity: 'critical', translations: words, ...window }
  if (locale === 'en') await listServices(forum, { deposits: 'Deposits' })
  const id = await draft(author, { ...values, services: ['Deposits'] })
  const url = `/announcements/${id}/publish`
  const text = await pageOf(author, url)
  for (const word of [time, critical, everywhere, 'Deposits']) expect(wordsOf(text)).toContain(word)
  const name = { en: 'Fees', 'zh-CN': '手续费', 'zh-TW': '手續費' }
  const categories = [await forum.category({ name })]
  const change = { ...values, severity: 'normal', startsAt: null, endsAt: null, categories }
  expect((await author.patch(`/announcements/${id}`, change)).status).toBe(200)
  const refused = await sendPageForm(author, `${url}?/publish`, readIn(text))
  const difference = wordsOf(refused.text.slice(refused.text.indexOf('role="alert"')))
  for (const word of [time, critical, normal, name[locale as keyof typeof name]])
    expect(difference).toContain(word)
  expect(wordsOf(text) + difference).not.toMatch(/critical|normal\b|maintenance|T10:00/)
})

test('a bulk approval shows the posts changed since and keeps only these back', async () => {
  const categoryId = await forum.category({ rule: 'approve_first' })
  const moderator = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  const author = await forum.user()
  const one = await createThread(author, categoryId, { body: 'It takes two hours.' })
  const other = await createThread(await forum.user(), categoryId)
  const text = await pageOf(moderator, '/moderation?show=approval')
  const boxes = boxesIn(text)
  expect(boxes).toHaveLength(2)
  await author.patch(`/posts/${one.postId}`, { body: 'It takes three hours.' })
  const fields = [...boxes.map((box) => ['ids', box]), ['outcome', 'keep']]
  const decided = await sendPageForm(moderator, '/moderation?/bulk', fields)
  expect(differenceIn(decided.text)).toEqual(['two', 'three'])
  expect(decided.text).toContain(`/p/${one.postId}`)
  expect((await forum.guest.get(`/threads/${one.id}`)).status).toBe(404)
  expect((await forum.guest.get(`/threads/${other.id}`)).status).toBe(200)
})

test('a changed post is refused on its page and in the queue too', async () => {
  const categoryId = await forum.category({ rule: 'approve_first' })
  const moderator = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  for (const [page, action] of [
    ['/moderation', '/moderation?/approve'],
    ['', '?/approve']
  ] as const) {
    const author = await forum.user()
    const { id, postId } = await createThread(author, categoryId, { body: 'It takes two hours.' })
    const url = page || `/p/${postId}/moderate`
    const read = await readOn(moderator, url)
    await author.patch(`/posts/${postId}`, { body: 'It takes three hours.' })
    const fields = { postId: String(postId), ...read }
    const refused = await sendPageForm(moderator, page ? action : `${url}${action}`, fields)
    expect([refused.status, differenceIn(refused.text)]).toEqual([409, ['two', 'three']])
    expect((await forum.guest.get(`/threads/${id}`)).status).toBe(404)
    await author.delete(`/posts/${postId}`)
  }
})

test('so is a changed rule of the desk', async () => {
  const [desk, colleague] = [await agent(forum), await agent(forum)]
  const rule = { name: 'Losses', trigger: 'thread', words: ['stolen'] }
  const { id } = (await desk.post('/desk/rules', rule)).body
  const read = await readOn(desk, `/desk/rules/${id}`)
  await colleague.put(`/desk/rules/${id}`, { ...rule, words: ['everything'] })
  const refused = await sendPageForm(desk, `/desk/rules/${id}?/on`, read)
  expect(differenceIn(refused.text)).toEqual(['stolen', 'everything'])
})

test('posts of maximum length are hidden together, whatever they contain', async () => {
  const categoryId = await forum.category({ rule: 'approve_first' })
  const moderator = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  const letters = (serial: number) =>
    Array.from({ length: 19_000 }, (_, at) =>
      String.fromCharCode(0x4e00 + ((serial * 7919 + at * 131 + at * at * 17) % 6000))
    ).join('')
  for (const serial of [1, 2, 3, 4])
    await createThread(await forum.user(), categoryId, { body: letters(serial) })
  const text = await pageOf(moderator, '/moderation?show=approval')
  const boxes = boxesIn(text)
  expect([boxes.length, boxes.join('').length < 2000]).toEqual([4, true])
  const fields = [...boxes.map((box) => ['ids', box]), ['outcome', 'hide'], ['reason', 'spam']]
  expect((await sendPageForm(moderator, '/moderation?/bulk', fields)).status).toBe(200)
  expect(boxesIn(await pageOf(moderator, '/moderation?show=approval'))).toEqual([])
})

test('if the text that was read is not kept, the whole present text is shown', async () => {
  const categoryId = await forum.category({ rule: 'approve_first' })
  const moderator = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  const { postId } = await createThread(await forum.user(), categoryId, { body: 'Two hours.' })
  const box = { what: 'post', id: postId, label: 'Fees', revision: 'unknown' }
  const fields = [
    ['ids', JSON.stringify(box)],
    ['outcome', 'keep']
  ]
  const { text } = await sendPageForm(moderator, '/moderation?/bulk', fields)
  expect(text).toContain('The version you opened is no longer available.')
  expect(differenceIn(text)[1]).toContain('How long does a deposit take')
})

test.each([
  '7',
  '[null]',
  '{',
  '[{"name":"startsAt","text":"no time"}]',
  '[{"name":"__proto__","text":""}]'
])('a revision that nobody can have read is refused: %s', async (read) => {
  const author = await announcer(forum)
  const id = await draft(author, { type: 'risk', translations: words })
  const sent = { revision: '9', read }
  const refused = await sendPageForm(author, `/announcements/${id}/publish?/publish`, sent)
  expect(refused.status).toBe(422)
})
