import { expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { createThread } from '../posting.ts'
import { sendPageForm } from './sending-forms.ts'

const forum = startForum({ web: true })
const key = 'ask:1x9k2m7q'

const page = async (client: Client, url: string) =>
  (
    await client.inject({
      method: 'GET',
      url,
      headers: { accept: 'text/html', 'accept-language': 'en' }
    })
  ).text

const keyIn = (html: string) => /name="draftKey" value="([^"]*)"/.exec(html)?.[1]

async function begun() {
  const member = await forum.user({ locale: 'en' })
  const categoryId = await forum.category()
  const draft = { title: 'Where is it?', body: 'Half a thought', categoryId }
  const { body } = await member.put(`/drafts/${key}`, draft)
  const date = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' })
  return { member, categoryId, date: date.format(Date.parse(body.updatedAt)) }
}

test('a new question starts empty and offers the draft by its date', async () => {
  const { member, date } = await begun()
  const [one, other] = [await page(member, '/ask'), await page(member, '/ask')]
  expect(one).toContain(`Your draft of ${date}`)
  expect(one).toContain(`href="/ask?draft=${key}"`)
  expect(one).not.toContain('Half a thought')
  expect(new Set([keyIn(one), keyIn(other), key]).size).toBe(3)
  await member.put('/drafts/ask:another1', { title: 'Second' })
  expect(await page(member, '/ask')).toContain('>All drafts<')
})

test('an opened draft says its date, and offers a new start and to discard it', async () => {
  const { member, date } = await begun()
  const opened = await page(member, `/ask?draft=${key}`)
  for (const words of [`Your draft of ${date}`, 'Half a thought', 'Start a new question'])
    expect(opened).toContain(words)
  expect(keyIn(opened)).toBe(key)
  expect((await sendPageForm(member, '/ask?/discard', { key })).headers['location']).toBe('/ask')
  expect((await member.get(`/drafts/${key}`)).status).toBe(404)
})

test('only the draft that was published is deleted, and nobody opens that of others', async () => {
  const { member, categoryId } = await begun()
  await member.put('/drafts/ask:another1', { title: 'Second' })
  const stranger = await forum.user()
  expect(await page(stranger, `/ask?draft=${key}`)).not.toContain('Half a thought')
  const fields = { title: 'Where is my deposit?', body: 'Since Monday.', draftKey: key }
  const sent = await sendPageForm(member, '/ask?/ask', { ...fields, categoryId: `${categoryId}` })
  expect(sent.status).toBe(303)
  const left = (await member.get('/drafts')).body.items
  expect(left.map((draft: { key: string }) => draft.key)).toEqual(['ask:another1'])
  await createThread(member, categoryId)
  expect((await member.get('/drafts/ask:another1')).status).toBe(200)
})

test('a refused question keeps its draft, and a file without scripts lands in it', async () => {
  const { member } = await begun()
  const refused = await sendPageForm(member, '/ask?/ask', { title: 'x', draftKey: key })
  expect([refused.status, keyIn(refused.text)]).toEqual([422, key])
  expect(await page(member, `/ask?draft=${key}`)).toContain(`name="next" value="/ask?draft=${key}"`)
})
