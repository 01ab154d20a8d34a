import { redirect, type RequestEvent } from '@sveltejs/kit'
import type { Api } from '@stoa/api'
import { attempt } from '#lib/form.server.ts'
import { ifFound } from '#lib/problems.server.ts'
import { threadFilterOf } from '#lib/thread-filter.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads the threads with a tag, and what is said of it if the reader sees one. */
export const load: PageServerLoad = async ({ locals: { api }, params: { tag }, url }) => {
  const [threads, known] = await Promise.all([
    api.threads.list({ ...threadFilterOf(url), tag }),
    ifFound(api.threads.tag({ tag }))
  ])
  return { tag, threads, known }
}

const onTag = (act: (api: Api, tag: string) => Promise<unknown>) => (event: RequestEvent) =>
  attempt(event, {}, async () => {
    await act(event.locals.api, event.params.tag ?? '')
    redirect(303, event.url.pathname)
  })

export const actions: Actions = {
  follow: onTag((api, tag) => api.threads.followTag({ tag })),
  unfollow: onTag((api, tag) => api.threads.unfollowTag({ tag }))
}
