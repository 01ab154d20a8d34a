import { foundPost } from '../found-post.server.ts'
import type { Post } from '#lib/shapes.ts'
import type { PageServerLoad } from './$types'

/** Loads a post and what the reader may do with it; the forms post to the page of its thread. */
export const load: PageServerLoad = async ({ locals, params }) => {
  const found = await foundPost(locals, params.postId)
  return { ...found, maySweep: await maySweep(locals.api, found.post) }
}

/** Asked for moderators of the post alone. */
async function maySweep({ moderation }: App.Locals['api'], { author, can }: Post) {
  if (!can.hide && !can.restore) return false
  const { items } = await moderation.authors({ ids: String(author.id) })
  return items[0]?.can.sweep ?? false
}
