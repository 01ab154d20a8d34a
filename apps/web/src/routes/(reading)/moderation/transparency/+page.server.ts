import { translate } from '@stoa/messages'
import type { PageServerLoad } from './$types'

/** What moderation did in a month, in figures. */
export const load: PageServerLoad = async ({ locals: { api, locale }, url }) => {
  const month = url.searchParams.get('month') || undefined
  const report = await api.moderation.transparency({ month })
  const actions = report.actions.map((row) => ({
    ...row,
    words: translate(`moderation_action_${row.kind}`, {}, locale)
  }))
  return { report: { ...report, actions } }
}
