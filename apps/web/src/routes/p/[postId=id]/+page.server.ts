import { redirect } from '@sveltejs/kit'
import type { PageServerLoad } from './$types'

/** Redirects to the current place of a post. */
export const load: PageServerLoad = async ({ locals: { api }, params }) => {
  const { url } = await api.threads.locate({ id: params.postId })
  redirect(302, url)
}
