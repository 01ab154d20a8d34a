import { answering } from '#lib/survey.server.ts'
import type { Actions, PageServerLoad } from './$types'

/**
 * Asks from an email whether a ticket was solved. It shows nothing of the ticket, nor whether the
 * token is one.
 */
export const load: PageServerLoad = ({ setHeaders, url }) => {
  // The URL has the token.
  setHeaders({ 'referrer-policy': 'same-origin' })
  return { token: url.searchParams.get('token') ?? '' }
}

export const actions: Actions = {
  default: (event) =>
    answering(event, (answer, { token }) =>
      event.locals.api.tickets.answerMailedSurvey({ token, ...answer })
    )
}
