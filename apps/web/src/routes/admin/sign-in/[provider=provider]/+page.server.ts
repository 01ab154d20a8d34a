import { error, redirect } from '@sveltejs/kit'
import { translate } from '@stoa/messages'
import { attempt, typed } from '#lib/form.server.ts'
import { proofFields, withProof } from '#lib/forms/action.server.ts'
import { uploadRefusal } from '#lib/upload-refusal.server.ts'
import { inputOf, providerFields } from '../provider-fields.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads a provider with its settings. */
export const load: PageServerLoad = async ({ locals: { api, locale }, params, url }) => {
  const { items } = await api.accounts.providers({})
  const provider = items.find(({ slug }) => slug === params.provider)
  if (!provider)
    error(404, { code: 'not_found', message: translate('problem_not_found', {}, locale) })
  return {
    provider,
    saved: url.searchParams.get('saved'),
    refusedLogo: uploadRefusal(url, locale)
  }
}

export const actions: Actions = {
  save: async (event) => {
    const { password, code, ...values } = await typed(event, [...providerFields, ...proofFields])
    const { provider } = event.params
    return attempt(event, { form: 'save', values: { ...values, clientSecret: '' } }, async () => {
      const change = () =>
        event.locals.api.accounts.changeProvider({ provider, ...inputOf(values) })
      const { waiting } = await withProof(event, { password, code }, change)
      redirect(303, `${event.url.pathname}?saved=${waiting ? 'waits' : ''}`)
    })
  },
  removeLogo: async (event) => {
    const { provider } = event.params
    return attempt(event, { form: 'removeLogo', values: undefined }, async () => {
      await event.locals.api.uploads.removeProviderLogo({ provider })
      redirect(303, `${event.url.pathname}#logo`)
    })
  },
  remove: async (event) => {
    const proof = await typed(event, proofFields)
    return attempt(event, { form: 'remove', values: undefined }, async () => {
      const { provider } = event.params
      const remove = () => event.locals.api.accounts.removeProvider({ provider })
      const { waiting } = await withProof(event, proof, remove)
      redirect(303, waiting ? `${event.url.pathname}?saved=waits` : '/admin/sign-in')
    })
  }
}
