import { redirect, type RequestEvent } from '@sveltejs/kit'
import { attempt } from '#lib/form.server.ts'
import { reasons, reasonWords } from '#lib/moderation/words.ts'
import { report } from '#lib/report.server.ts'
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
  report: (event) =>
    report(event, (given) =>
      event.locals.api.moderation.reportUser({ username: event.params.username, ...given })
    )
}
