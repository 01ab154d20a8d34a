import { redirect } from '@sveltejs/kit'
import { action } from '#lib/forms/action.server.ts'
import { foundBy } from '#lib/filter.server.ts'
import { filterFields } from './people-filter.ts'
import type { Actions, PageServerLoad } from './$types'

type Input = Parameters<App.Locals['api']['accounts']['people']>[0]

/** Lists the accounts that match the filter of the address. */
export const load: PageServerLoad = async ({ locals, url }) => {
  // The endpoint refuses values that are none of its choices.
  const { items, ...found } = await foundBy(locals, url, filterFields, (filter) =>
    locals.api.accounts.people(filter as Input)
  )
  return { people: items, ...found }
}

export const actions: Actions = {
  /** Finds an exact address; the search is logged. */
  email: action(['email', 'reason'], async ({ locals: { api } }, values) => {
    const { username } = await api.accounts.searchByEmail(values)
    if (username !== null) redirect(303, `/admin/people/${encodeURIComponent(username)}`)
    return { none: true }
  }),
  create: action(['email', 'username', 'language'], async ({ locals }, values) => {
    const { email, username, language } = values
    const locale = language as typeof locals.locale
    await locals.api.accounts.createForOwner({ email, username, locale })
    return { created: username }
  })
}
