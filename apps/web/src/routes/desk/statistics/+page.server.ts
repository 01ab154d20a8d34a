import { redirect } from '@sveltejs/kit'
import { action } from '#lib/forms/action.server.ts'
import { topicsOf } from '#lib/tickets/topics.ts'
import type { Actions, PageServerLoad } from './$types'

/** In days. */
const periods = [7, 30, 90, 365]

const daysIn = (url: URL) =>
  periods.find((one) => String(one) === url.searchParams.get('days')) ?? 30

export const load: PageServerLoad = async ({ locals, url }) => {
  const days = daysIn(url)
  const [statistics, topics] = await Promise.all([
    locals.api.tickets.statistics({ days }),
    topicsOf(locals)
  ])
  return { statistics, topics, periods }
}

export const actions: Actions = {
  /** Authenticates again, so that the browser may then download the file itself. */
  csv: action([], async ({ locals: { api }, url }) => {
    await api.accounts.checkAuthentication({})
    redirect(303, `/api/v1/desk/statistics/csv?days=${daysIn(url)}`)
  })
}
