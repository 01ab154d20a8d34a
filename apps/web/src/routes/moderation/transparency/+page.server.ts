import { translate } from '@stoa/messages'
import type { PageServerLoad } from './$types'

/** Loads the statistics of moderation in a month. */
export const load: PageServerLoad = async ({ locals: { api, locale }, url }) => {
  const month = url.searchParams.get('month') || undefined
  const report = await api.moderation.transparency({ month })
  const actions = report.actions.map((row) => ({
    ...row,
    words: translate(`moderation_action_${row.kind}`, {}, locale)
  }))
  return { report: { ...report, actions } }
}
