import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { notifications } from '@stoa/notifications/schema'
import { startForum } from '../forum.ts'
import { createThread, reply } from '../posting.ts'

const forum = startForum()
const offer = (days: number) =>
  `Whoever sends one coin to our wallet this week gets two back within ${days} days, as hundreds did.`

test('nobody is notified of posts whose campaign was found in the same batch', async () => {
  const [asker, editor] = [await forum.user(), await forum.user()]
  const categoryId = await forum.category()
  const threads = [await createThread(asker, categoryId), await createThread(asker, categoryId)]
  threads.push(await createThread(asker, categoryId))
  const edited = await reply(editor, (await createThread(editor, categoryId)).id, 'It took a day.')
  await forum.settle()
  // The effects of its first event come first, so campaigns are looked for before readers.
  await editor.patch(`/posts/${edited.id}`, { body: 'It took two days.' })
  for (const [days, { id }] of threads.entries()) await reply(await forum.user(), id, offer(days))
  await forum.settle()
  const { db } = forum.connection
  expect(await db.$count(notifications, eq(notifications.userId, asker.id))).toBe(0)
})
