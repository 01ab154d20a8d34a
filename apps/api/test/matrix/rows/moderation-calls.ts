import { posts } from '@stoa/threads/schema'
import { eq } from 'drizzle-orm'
import type { Call } from '../row.ts'
import type { World } from '../world.ts'

export const spam = { reason: 'spam' }
export const anyModerator = '401 401 403 403 403 403 200 200 200 200'
/** Volunteers of other categories may not know of hidden or foreign cases. */
export const moderatorsWhoKnow = '401 401 403 403 403 403 404 204 204 204'

/** A reply that awaits approval or is hidden. */
export const onReply =
  (state: 'awaiting_approval' | 'hidden') =>
  async ({ forum, reply }: World): Promise<Call> => {
    const id = await reply()
    await forum.connection.db.update(posts).set({ state }).where(eq(posts.id, id))
    return { params: { id } }
  }
