import { expect, test } from 'vitest'
import { announcer, draft, publish } from '../announcements/writing.ts'
import { startForum, type Client } from '../forum.ts'
import { ask } from '../posting.ts'
import { agent } from '../tickets/opening.ts'
import { sendPageForm } from './sending-forms.ts'

const forum = startForum({ web: true })

const plain = (html: string) =>
  html.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&')

/** What the first form of an approval on a page says was read. */
async function readOn(client: Client, url: string) {
  const { text } = await client.inject({ method: 'GET', url, headers: { accept: 'text/html' } })
  const valueOf = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1]
  return { revision: valueOf('revision') ?? '', read: plain(valueOf('read') ?? '') }
}

/** The refusal: what it says is gone, and what is there instead. */
function differenceIn(html: string) {
  const marked = (tag: string) =>
    new RegExp(`<${tag}\\b[^>]*>(?:<span.*?</span>)?(.*?)</${tag}>`, 's')
  const alert = html.slice(html.indexOf('role="alert"'))
  return [marked('del').exec(alert)?.[1], marked('ins').exec(alert)?.[1]]
}

test('who approves what was changed meanwhile sees what they read and what is there now', async () => {
  const [author, other] = [await announcer(forum), await announcer(forum)]
  const risk = (body: string) => ({ kind: 'risk', translations: { en: { title: 'Beware', body } } })
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

test('so do moderators on the page of a post and in the queue', async () => {
  const categoryId = await forum.category({ rule: 'approve_first' })
  const moderator = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  for (const [page, action] of [
    ['/moderation', '/moderation?/approve'],
    ['', '?/approve']
  ] as const) {
    const author = await forum.user()
    const { id, postId } = await ask(author, categoryId, { body: 'It takes two hours.' })
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

test('and who switches on a rule of the desk, or confirms a contact', async () => {
  const [desk, colleague] = [await agent(forum), await agent(forum)]
  const rule = { name: 'Losses', kind: 'suggestion', words: ['stolen'] }
  const { id } = (await desk.post('/desk/rules', rule)).body
  const read = await readOn(desk, `/desk/rules/${id}`)
  await colleague.put(`/desk/rules/${id}`, { ...rule, words: ['everything'] })
  const refused = await sendPageForm(desk, `/desk/rules/${id}?/on`, read)
  expect(differenceIn(refused.text)).toEqual(['stolen', 'everything'])
  const [first, second] = [await forum.user({ role: 'admin' }), await forum.user({ role: 'admin' })]
  const contact = { kind: 'domain', value: 'harbor-soon.example' }
  const entry = (await first.post('/trust-list', contact)).body
  const seen = { id: String(entry.id), ...(await readOn(second, '/admin/official')) }
  const confirm = () => sendPageForm(second, '/admin/official?/confirm', seen)
  expect((await confirm()).status).toBe(200)
  await first.delete(`/trust-list/${entry.id}`)
  expect(differenceIn((await confirm()).text)).toEqual(['proposed', 'leaving'])
})
