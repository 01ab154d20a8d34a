import { foundPost } from '../found-post.server.ts'
import type { PageServerLoad } from './$types'

/** Loads a post and what the reader may do with it; the forms post to the page of its thread. */
export const load: PageServerLoad = ({ locals, params }) => foundPost(locals, params.postId)
