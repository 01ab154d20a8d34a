import { redirect, type RequestEvent } from '@sveltejs/kit'
import { attempt, typed } from '#lib/form.server.ts'
import { reasons, reasonWords, type Reason } from '#lib/moderation-reasons.ts'
import type { Actions, PageServerLoad } from './$types'

// A user is not off topic; the others are the reasons for posts.
const offered = reasons.filter((reason) => reason !== 'off_topic')

const addressOf = (username: string) => `/u/${encodeURIComponent(username)}`

/** Loads a user with their articles, public posts and accepted answers; a former name redirects to the current one. */
export const load: PageServerLoad = async ({ locals: { api, locale }, params, url }) => {
  const profile = await api.accounts.profile({ username: params.username })
  const { username } = profile
  if (username !== params.username) redirect(301, addressOf(username))
  const cursor = url.searchParams.get('cursor') ?? undefined
  const [contributions, solved, articles] = await Promise.all([
    api.threads.postsByUser({ username, cursor }),
    api.threads.solvedBy({ username }),
    api.articles.list({ author: username })
  ])
  return {
    profile,
    contributions,
    articles,
    solved: solved.items,
    reasons: offered.map((reason) => ({ reason, words: reasonWords[reason]({}, { locale }) }))
  }
}

type User = { username: string }
type Act = (api: App.Locals['api'], user: User) => Promise<unknown>

const onUser = (act: Act) => (event: RequestEvent) =>
  attempt(event, { reason: '', note: '' }, async () => {
    const username = event.params.username ?? ''
    await act(event.locals.api, { username })
    redirect(303, addressOf(username))
  })

export const actions: Actions = {
  mute: onUser((api, user) => api.accounts.mute(user)),
  unmute: onUser((api, user) => api.accounts.unmute(user)),
  report: async (event) => {
    const values = await typed(event, ['reason', 'note'])
    return attempt(event, values, async () => {
      const { username } = event.params
      // The endpoint refuses an unknown reason.
      const reason = values.reason as Reason
      await event.locals.api.moderation.reportUser({
        username,
        reason,
        note: values.note || undefined
      })
      return { reported: true }
    })
  }
}
