import { redirect } from '@sveltejs/kit'
import { attempt, formOf, typed } from '#lib/form.server.ts'
import { proofFields, withProof } from '#lib/forms/action.server.ts'
import { mappingsIn, mappingsOf } from './mapping-fields.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads the rules of a provider, and what they can give. */
export const load: PageServerLoad = async ({ locals: { api }, params, url }) => {
  const [claims, groups, topics] = await Promise.all([
    api.accounts.claimMappings({ provider: params.provider }),
    api.groups.groups({}),
    api.tickets.topics({})
  ])
  const saved = url.searchParams.get('saved')
  return { claims, slug: params.provider, groups: groups.items, topics: topics.items, saved }
}

export const actions: Actions = {
  preview: async (event) => {
    const mappings = mappingsIn(await formOf(event))
    const { provider } = event.params
    const values = { form: 'preview' as const, mappings }
    return attempt(event, values, async () => ({
      values,
      preview: await event.locals.api.accounts.previewClaimMappings({ provider, mappings })
    }))
  },
  propose: async (event) => {
    const { mappings: json, ...proof } = await typed(event, ['mappings', ...proofFields])
    const mappings = mappingsOf(json)
    const { provider } = event.params
    return attempt(event, { form: 'propose' as const, mappings }, async () => {
      const { accounts } = event.locals.api
      const propose = () => accounts.proposeClaimMappings({ provider, mappings })
      const { waiting } = await withProof(event, proof, propose)
      redirect(303, `${event.url.pathname}?saved=${waiting ? 'proposed' : 'applied'}`)
    })
  }
}
