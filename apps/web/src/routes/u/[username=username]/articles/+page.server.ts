import { redirect } from '@sveltejs/kit'
import type { PageServerLoad } from './$types'

/** Loads the articles of a user that the reader may read, the newest first. */
export const load: PageServerLoad = async ({ locals: { api }, params, url }) => {
  const { username } = await api.accounts.profile({ username: params.username })
  if (username !== params.username)
    redirect(301, `/u/${encodeURIComponent(username)}/articles${url.search}`)
  const cursor = url.searchParams.get('cursor') ?? undefined
  return { username, list: await api.articles.list({ author: username, cursor }) }
}
