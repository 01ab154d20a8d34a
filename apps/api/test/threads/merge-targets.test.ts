import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { createThread, reply } from '../posting.ts'

const forum = startForum()

async function places() {
  const [here, elsewhere] = [await forum.category(), await forum.category()]
  const volunteer = await forum.user({ role: 'volunteer', moderates: [here] })
  const asker = await forum.user()
  const source = await createThread(asker, here)
  return { here, elsewhere, volunteer, asker, source }
}

test('only threads that the actor may merge into are found, by words or likeness', async () => {
  const { here, elsewhere, volunteer, asker, source } = await places()
  const title = 'A card that 100% never came'
  const target = await createThread(asker, here, { title })
  await createThread(asker, elsewhere, { title })
  const hidden = await createThread(asker, here, { title })
  await volunteer.post(`/posts/${hidden.postId}/hiding`, { reason: 'spam' })
  const found = async (q: string) =>
    (await volunteer.get(`/threads/${source.id}/merge-targets?q=${encodeURIComponent(q)}`)).body
      .items as object[]
  expect(await found('100% NEVER')).toMatchObject([{ id: target.id, title, url: target.url }])
  expect(await found('no such_words')).toEqual([])
  const path = `/threads/${source.id}/merge-targets`
  expect((await asker.get(path)).status).toBe(403)
  const other = await forum.user({ role: 'volunteer', moderates: [elsewhere] })
  expect((await other.get(path)).status).toBe(403)
})

test('the look at a merge shows the end of the target with the new numbers', async () => {
  const { here, elsewhere, volunteer, asker, source } = await places()
  await reply(asker, source.id, 'It came after all.')
  const target = await createThread(asker, here)
  const look = (into: number) => volunteer.get(`/threads/${source.id}/merge-preview?into=${into}`)
  const { body } = await look(target.id)
  expect(body).toMatchObject({ target: { id: target.id, url: target.url }, moving: 2 })
  const seen = body.posts.map(({ number, isMoved }: { number: number; isMoved: boolean }) => [
    number,
    isMoved
  ])
  expect(seen).toEqual([
    [1, false],
    [2, true],
    [3, true]
  ])
  const foreign = await createThread(asker, elsewhere)
  expect((await look(foreign.id)).status).toBe(403)
  expect((await look(999_999)).status).toBe(422)
  await volunteer.post(`/threads/${source.id}/merge`, { into: target.id })
  const { posts } = (await forum.guest.get(`/threads/${target.id}`)).body
  expect(posts.map(({ id }: { id: number }) => id)).toEqual(
    body.posts.map(({ id }: { id: number }) => id)
  )
})
