import { redirect } from '@sveltejs/kit'
import { agreementFields, agreementOf, tickedIn } from '#lib/agreement.ts'
import { keepNext, arrivedDraft, goOn, guestsOnly, nextOf } from '#lib/accounts/sign-in.server.ts'
import { draftFields, draftIn } from '#lib/threads/ask.ts'
import { attempt, typed } from '#lib/form.server.ts'
import type { Actions, PageServerLoad } from './$types'

/**
 * Loads the form if sign-up is open or the reader is invited; otherwise the page says how to join.
 */
export const load: PageServerLoad = async (event) => {
  const { next } = guestsOnly(event)
  const invitation = event.url.searchParams.get('token') ?? undefined
  const { accounts } = event.locals.api
  const [joining, { items: providers, passwords }] = await Promise.all([
    accounts.showSignUp({ invitation }),
    accounts.providerButtons({})
  ])
  return { next, joining, providers, passwords, invitation: invitation ?? '' }
}

export const actions: Actions = {
  /** Shows the form with a draft carried from /ask. */
  arrive: async (event) => ({
    values: {
      ...{ username: '', email: '', invitation: '', draft: await arrivedDraft(event) },
      ticked: undefined
    }
  }),
  signUp: async (event) => {
    const names = ['username', 'email', 'password', 'invitation', 'work'] as const
    const fields = await typed(event, [...names, ...agreementFields, ...draftFields] as const)
    const { username, email, password } = fields
    const draft = draftIn(fields)
    const { invitation: secret } = fields
    const values = { username, email, invitation: secret, draft, ticked: tickedIn(fields) }
    return attempt(event, values, async () => {
      const { api, locale } = event.locals
      const given = { username, email, password, locale, ...agreementOf(fields) }
      const [work, invitation] = [fields.work || undefined, secret || undefined]
      const { pending, late } = await api.accounts.signUp({ ...given, work, invitation })
      if (!pending) goOn(event.url, draft)
      keepNext(event)
      const next = `next=${encodeURIComponent(nextOf(event.url))}${late ? '&late=1' : ''}`
      if (draft) redirect(307, `/verify-email?/arrive&${next}`)
      redirect(303, `/verify-email?${next}`)
    })
  }
}
