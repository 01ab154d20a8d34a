import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { createThread, reply } from '../posting.ts'
import { look } from './looking.ts'

const forum = startForum()

test('a reply that is written, edited and hidden at once is found by moderators only', async () => {
  const [author, staff] = [await forum.user(), await forum.user({ role: 'staff' })]
  const { id } = await createThread(await forum.user(), await forum.category())
  const hidden = await reply(author, id, 'A quokka stole my key.')
  const edited = await reply(author, id, 'A quokka returned the key.')
  await author.patch(`/posts/${hidden.id}`, { body: 'A quokka stole my wallet.' })
  await author.patch(`/posts/${edited.id}`, { body: 'A wombat returned the key.' })
  const hiding = await staff.post(`/posts/${hidden.id}/hiding`, { reason: 'spam' })
  expect(hiding.status).toBeLessThan(300)
  await forum.settle()
  expect((await look(forum.guest, 'quokka')).items).toEqual([])
  expect((await look(forum.guest, 'wombat')).items).toHaveLength(1)
  const forModerators = (await look(staff, 'quokka')).items.map(({ snippet }) => snippet)
  expect(forModerators.join()).toMatch(/stole my wallet/)
})
