import sharp from 'sharp'
import { expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { sendFile } from '../uploads/sending.ts'
import { announce, announcer, draft, publish } from './writing.ts'

const forum = startForum()
const red = { create: { width: 8, height: 8, channels: 3, background: 'red' } } as const

/** An uploaded image, and the texts of an announcement that shows it. */
async function withImage(author: Client) {
  const png = await sharp(red).png().toBuffer()
  const url: string = (await sendFile(author, 'red.png', png)).body.url
  const translations = { en: { title: 'The new order page', body: `![The page](${url})` } }
  const seen = async (client: Client) => (await client.inject({ method: 'GET', url })).status
  return { translations, seen, url }
}

test('an image is seen by writers while it is in a draft, and by everybody afterwards', async () => {
  const [author, other] = [await announcer(forum), await announcer(forum)]
  const { translations, seen, url } = await withImage(author)
  const id = await draft(author, { translations })
  expect([await seen(other), await seen(await forum.user()), await seen(forum.guest)]).toEqual([
    ...[200, 404, 404]
  ])
  await publish(author, id)
  expect(await seen(forum.guest)).toBe(200)
  const { html } = (await forum.guest.get(`/announcements/${id}`)).body.announcement
  expect(html).toContain(`src="${url}" alt="The page" width="8" height="8"`)
})

test('an image is hidden with the withdrawn text that shows it', async () => {
  const author = await announcer(forum)
  const { translations, seen } = await withImage(author)
  const id = await announce(author, { translations })
  await author.post(`/announcements/${id}/withdrawal`, { correction: { en: 'It was wrong.' } })
  expect([await seen(forum.guest), await seen(author)]).toEqual([404, 200])
})

test('a correction’s image is public, those of the withdrawn text are not', async () => {
  const author = await announcer(forum)
  const { translations, seen, url } = await withImage(author)
  const wrong = await withImage(author)
  const id = await announce(author, { translations: wrong.translations })
  const correction = { en: translations.en.body }
  await author.post(`/announcements/${id}/withdrawal`, { correction })
  expect([await seen(forum.guest), await wrong.seen(forum.guest)]).toEqual([200, 404])
  const shown = (await forum.guest.get(`/announcements/${id}`)).body.announcement.correction
  expect(shown.html).toContain(`src="${url}"`)
})

test('images of a waiting version are seen by writers only', async () => {
  const author = await announcer(forum)
  const [shown, waiting] = [await withImage(author), await withImage(author)]
  const id = await announce(author, { translations: shown.translations })
  const body = `${waiting.translations.en.body} See https://partner.example/.`
  const translations = { en: { title: 'The new order page', body } }
  await author.patch(`/announcements/${id}`, { type: 'info', translations })
  await author.post(`/announcements/${id}/withdrawal`, { correction: { en: body } })
  expect([await waiting.seen(forum.guest), await waiting.seen(author)]).toEqual([404, 200])
  expect(await shown.seen(forum.guest)).toBe(404)
})

test('images of a discarded draft are erased', async () => {
  const author = await announcer(forum)
  const { translations, seen } = await withImage(author)
  const id = await draft(author, { translations })
  await author.delete(`/announcements/${id}`)
  expect(await seen(author)).toBe(404)
})

test('using somebody else’s image in a text does not make it visible', async () => {
  const { translations, seen } = await withImage(await forum.user())
  await announce(await announcer(forum), { translations })
  expect(await seen(forum.guest)).toBe(404)
})
