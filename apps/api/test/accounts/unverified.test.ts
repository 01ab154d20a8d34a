import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { deleteOldAccess } from '@stoa/accounts'
import { users } from '@stoa/accounts/schema'
import { startForum } from '../forum.ts'
import { createThread } from '../posting.ts'

const forum = startForum()

test('an unconfirmed account cannot be mentioned and is deleted after a week', async () => {
  const pending = await forum.user({ username: 'Passing-by', emailVerifiedAt: null })
  const present = await forum.user({ username: 'Staying-on' })
  const body = '@Passing-by and @Staying-on, what do you think?'
  const { id } = await createThread(await forum.user(), await forum.category(), { body })
  const { html } = (await forum.guest.get(`/threads/${id}`)).body.posts[0]
  expect(html).toContain(`/u/${present.username}`)
  expect(html).not.toContain(`/u/${pending.username}`)
  forum.advance(8 * 24 * 3600_000)
  await deleteOldAccess(forum.context())
  const left = forum.connection.db.select().from(users).where(eq(users.id, pending.id))
  expect(await left).toEqual([])
})
