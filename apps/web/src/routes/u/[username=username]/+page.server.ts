import { redirect, type RequestEvent } from '@sveltejs/kit'
import { translate } from '@stoa/messages'
import { attempt, typed } from '#lib/form.server.ts'
import type { Actions, PageServerLoad } from './$types'

const reasons = [
  'scam',
  'impersonation',
  'leaked_secret',
  'spam',
  'abuse',
  'illegal',
  'other'
] as const

const addressOf = (username: string) => `/u/${encodeURIComponent(username)}`

/** Loads a user with their public posts; a former name redirects to the current one. */
export const load: PageServerLoad = async ({ locals: { api, locale }, params, url }) => {
  const profile = await api.accounts.profile({ username: params.username })
  const { username } = profile
  if (username !== params.username) redirect(301, addressOf(username))
  const cursor = url.searchParams.get('cursor') ?? undefined
  return {
    profile,
    contributions: await api.threads.postsByUser({ username, cursor }),
    reasons: reasons.map((reason) => ({
      reason,
      words: translate(`moderation_reason_${reason}`, {}, locale)
    }))
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
      const reason = reasons.find((one) => one === values.reason) ?? 'other'
      const { username } = event.params
      await event.locals.api.moderation.reportUser({
        username,
        reason,
        note: values.note || undefined
      })
      return { reported: true }
    })
  }
}
