import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { createThread, reply } from '../posting.ts'

const forum = startForum({ web: true })

test('a page of a member takes three statements, also after a minute', async () => {
  const categoryId = await forum.category({ slug: 'deposits' })
  const [asker, reader] = [await forum.user(), await forum.user()]
  const { id } = await createThread(asker, categoryId)
  await reply(reader, id)
  const read = async (url: string) =>
    expect((await reader.inject({ method: 'GET', url })).status, url).toBe(200)
  const statementsFor = async (path: string) => {
    // Fills the caches of this process.
    await read(path)
    return forum.count(() => read(path))
  }
  for (const path of [`/t/${id}`, '/', '/c/deposits'])
    expect(await statementsFor(path), path).toBeLessThanOrEqual(3)
  forum.advance(61_000)
  await read('/c/deposits')
  expect(await forum.count(() => read(`/t/${id}`))).toBeLessThanOrEqual(3)
})
