import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { createThread, reply } from '../posting.ts'
import { sendPageForm } from './sending-forms.ts'

const forum = startForum({ web: true })

test('a merged thread redirects guests, members and moderators', async () => {
  const categoryId = await forum.category()
  const volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  const asker = await forum.user()
  const [one, two] = [await createThread(asker, categoryId), await createThread(asker, categoryId)]
  await volunteer.post(`/threads/${one.id}/merge`, { into: two.id })
  for (const client of [forum.guest, asker, volunteer]) {
    const page = await client.inject({ method: 'GET', url: one.url })
    expect(page).toMatchObject({ status: 301, headers: { location: two.url } })
    expect(await client.get(`/threads/${one.id}/related`)).toMatchObject({ status: 301 })
  }
  expect((await forum.guest.get('/threads/999999/related')).status).toBe(404)
})

test('a pasted address leads to the look at the merge, also on a host with digits', async () => {
  const categoryId = await forum.category()
  const volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  const asker = await forum.user()
  const [one, two] = [await createThread(asker, categoryId), await createThread(asker, categoryId)]
  const page = async (query: string) =>
    (await volunteer.inject({ method: 'GET', url: `/t/${one.id}/merge?${query}` })).text
  const look = 'How the thread ends after the merge'
  expect(await page(`q=${encodeURIComponent(`https://bbs${two.id}.example`)}`)).not.toContain(look)
  const found = await page(`q=${encodeURIComponent(`http://bbs2.example:8443${two.url}#p3`)}`)
  expect(found).toContain(look)
  expect(found).toContain(`name="into" value="${two.id}"`)
  const { status } = await sendPageForm(volunteer, `/t/${one.id}/merge`, { into: String(two.id) })
  expect(status).toBe(303)
  expect(await forum.guest.get(`/threads/${one.id}`)).toMatchObject({ status: 301 })
  expect((await forum.guest.get(`/threads/${two.id}`)).status).toBe(200)
})

test('a refused split keeps the picked posts and the title', async () => {
  const categoryId = await forum.category()
  const volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  const thread = await createThread(await forum.user(), categoryId)
  const { id } = await reply(await forum.user(), thread.id)
  const send = (title: string) =>
    sendPageForm(volunteer, `/t/${thread.id}/split`, { posts: String(id), title })
  const refused = await send('x')
  expect(refused.status).toBe(422)
  expect(refused.text).toMatch(new RegExp(`value="${id}"[^>]* checked`))
  expect((await send('Where did my card go?')).status).toBe(303)
})
