import { error, redirect, type RequestEvent } from '@sveltejs/kit'
import type { Api } from '@stoa/api'
import { translate } from '@stoa/messages'
import { attempt } from '#lib/form.server.ts'
import { orMoved } from '#lib/problems.server.ts'
import { movingActions } from '#lib/move-actions.server.ts'
import { threadFilterOf } from '#lib/thread-filter.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads the threads of a category and its subcategories, and who helped most in them. */
export const load: PageServerLoad = async ({ locals: { api, locale }, params, parent, url }) => {
  const { categories } = await parent()
  const category = categories.find(({ slug }) => slug === params.category)
  if (!category) {
    await orMoved(api.threads.list({ ...threadFilterOf(url), category: params.category }))
    error(404, { code: 'not_found', message: translate('problem_not_found', {}, locale) })
  }
  const [threads, helpers] = await Promise.all([
    api.threads.list({ ...threadFilterOf(url), category: category.slug }),
    api.threads.helpers({ id: category.id })
  ])
  return { category, threads, helpers: helpers.items }
}

const onCategory =
  (act: (api: Api, id: number, slug: string) => Promise<unknown>) => (event: RequestEvent) =>
    attempt(event, {}, async () => {
      const { api } = event.locals
      const { items } = await api.threads.categories({})
      const category = items.find(({ slug }) => slug === event.params.category)
      if (category) await act(api, category.id, category.slug)
      redirect(303, event.url.pathname)
    })

export const actions: Actions = {
  ...movingActions,
  follow: onCategory((api, id) => api.threads.followCategory({ id })),
  unfollow: onCategory((api, id) => api.threads.unfollowCategory({ id })),
  mute: onCategory((api, id) => api.threads.followCategory({ id, level: 'muted' })),
  markRead: onCategory((api, _id, category) => api.threads.markAllRead({ category }))
}
