import { attempt, typed } from '#lib/form.server.ts'
import { isRefusal } from '#lib/problems.server.ts'
import { proofFields, prove } from '#lib/forms/action.server.ts'
import { error, redirect } from '@sveltejs/kit'
import { translate } from '@stoa/messages'
import type { Actions, PageServerLoad } from './$types'

/** Loads the address of the provider's page, or that the sign-in is too old to link an account. */
export const load: PageServerLoad = async ({ locals: { api, locale }, params: { provider } }) => {
  const { items } = await api.accounts.providerButtons({})
  const button = items.find(({ slug }) => slug === provider)
  if (!button)
    error(404, { code: 'not_found', message: translate('problem_not_found', {}, locale) })
  try {
    const next = '/settings/security?saved'
    const { address } = await api.accounts.beginLink({ provider, next })
    return { name: button.name, address }
  } catch (failure) {
    if (!isRefusal(failure, 'fresh_authentication_required')) throw failure
    return { name: button.name, address: undefined }
  }
}

export const actions: Actions = {
  default: async (event) => {
    const proof = await typed(event, proofFields)
    return attempt(event, {}, async () => {
      await prove(event, proof)
      redirect(303, event.url.pathname)
    })
  }
}
