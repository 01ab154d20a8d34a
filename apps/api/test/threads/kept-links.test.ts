import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { createThread } from '../posting.ts'

const forum = startForum()
const url = 'https://example.org/manual'

test('posting an address that is stored already waits for nobody who has locked it', async () => {
  const [anna, category] = [await forum.user(), await forum.category()]
  await createThread(anna, category, { body: `See ${url}.` })
  const { safety } = forum.ports
  await forum.connection.sql.begin(async (tx) => {
    const locked = await tx`select from links where url = ${url} for update`
    expect(locked).toHaveLength(1)
    await safety.keepLinks(forum.context(), [url])
  })
})
