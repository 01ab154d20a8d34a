import { redirect } from '@sveltejs/kit'
import { attempt, typed } from '#lib/form.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** For those whose password was just right; everybody else begins at the sign-in. */
export const load: PageServerLoad = ({ request }) => {
  if (request.method !== 'POST') redirect(303, '/sign-in')
}

const nothing = { continuation: '', grant: '', secret: '', qr: '' }

export const actions: Actions = {
  /** Mails the code. */
  send: async (event) => {
    const { continuation } = await typed(event, ['continuation'])
    return attempt(event, nothing, async () => {
      await event.locals.api.accounts.requestLossCode({ continuation })
      return { values: { ...nothing, continuation } }
    })
  },
  /** Reports the loss, or goes on to the new authenticator once the wait is over. */
  report: async (event) => {
    const { continuation, code } = await typed(event, ['continuation', 'code'])
    return attempt(event, { ...nothing, continuation }, async () => {
      const { offer, ...report } = await event.locals.api.accounts.reportLoss({
        continuation,
        code
      })
      return { report, values: { ...nothing, ...offer } }
    })
  },
  replace: async (event) => {
    const { code, ...offered } = await typed(event, ['grant', 'code', 'secret', 'qr'])
    const { grant } = offered
    return attempt(event, { ...nothing, ...offered }, () =>
      event.locals.api.accounts.replaceLostFactor({ grant, code })
    )
  }
}
