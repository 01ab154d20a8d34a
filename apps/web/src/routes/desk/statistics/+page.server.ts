import { redirect } from '@sveltejs/kit'
import { topicsOf } from '#lib/desk-topics.server.ts'
import { attempt, typed } from '#lib/form.server.ts'
import { proofFields, withProof } from '#lib/proof.server.ts'
import type { Actions, PageServerLoad } from './$types'
import { periods } from './periods.ts'

const daysIn = (url: URL) =>
  periods.find((one) => String(one) === url.searchParams.get('days')) ?? 30

export const load: PageServerLoad = async ({ locals, url }) => {
  const days = daysIn(url)
  const [statistics, topics] = await Promise.all([
    locals.api.tickets.statistics({ days }),
    topicsOf(locals)
  ])
  return { statistics, topics }
}

export const actions: Actions = {
  /** Authenticates again, so that the browser may then download the file itself. */
  csv: async (event) => {
    const { password, code } = await typed(event, proofFields)
    return attempt(event, undefined, async () => {
      const check = () => event.locals.api.accounts.checkAuthentication({})
      await withProof(event, { password, code }, check)
      redirect(303, `/api/v1/desk/statistics/csv?days=${daysIn(event.url)}`)
    })
  }
}
