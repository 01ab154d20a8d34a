import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { createThread } from '../posting.ts'
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

test('a pasted address names the thread to merge into, also on a host with digits', async () => {
  const categoryId = await forum.category()
  const volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  const asker = await forum.user()
  const [one, two] = [await createThread(asker, categoryId), await createThread(asker, categoryId)]
  const merge = (into: string) => sendPageForm(volunteer, `/t/${one.id}/manage?/merge`, { into })
  const refused = await merge(`https://bbs${two.id}.example`)
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('Enter the address or the number of a thread in this forum.')
  expect(refused.text).toContain(`name="title" value="${one.title}"`)
  expect((await merge(`http://bbs2.example:8443${two.url}#p3`)).status).toBe(303)
  expect(await forum.guest.get(`/threads/${one.id}`)).toMatchObject({ status: 301 })
  expect((await forum.guest.get(`/threads/${two.id}`)).status).toBe(200)
})
