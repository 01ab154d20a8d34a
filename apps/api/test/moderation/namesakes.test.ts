import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'

const forum = startForum()

test('a member whose name resembles a new colleague’s waits in the queue', async () => {
  const admin = await forum.user({ role: 'admin' })
  const colleague = await forum.user({ username: 'gabrielle' })
  const near = await forum.user({ username: 'gabriele' })
  await forum.user({ username: 'gabriel_marsh' })
  await admin.put(`/users/${colleague.username}/role`, { role: 'volunteer', capabilities: [] })
  await forum.settle()
  const { items } = (await admin.get('/moderation/cases')).body
  expect(JSON.stringify(items)).toContain(near.username)
  expect(items).toMatchObject([{ urgent: false }])
})
