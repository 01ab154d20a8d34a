import { redirect } from '@sveltejs/kit'
import type { PageServerLoad } from './$types'

/** Leads to the post wherever it is now. */
export const load: PageServerLoad = async ({ locals: { api }, params }) => {
  const { url } = await api.threads.locate({ id: params.postId })
  redirect(302, url)
}
