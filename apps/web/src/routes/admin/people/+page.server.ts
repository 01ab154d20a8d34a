import { redirect } from '@sveltejs/kit'
import { attempt, typed } from '#lib/form.server.ts'
import { refusalOf } from '#lib/problems.server.ts'
import { filterFields, type Filter } from './people-filter.ts'
import type { Actions, PageServerLoad } from './$types'

/** Lists the accounts that match the filter of the address. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const filter = Object.fromEntries(
    filterFields.map((name) => [name, url.searchParams.get(name) ?? ''])
  ) as Filter
  return { filter, ...(await find(locals, filter, url.searchParams.get('cursor') ?? undefined)) }
}

type Input = Parameters<App.Locals['api']['accounts']['people']>[0]

async function find({ api, locale }: App.Locals, filter: Filter, cursor: string | undefined) {
  try {
    // The endpoint refuses values that are none of its choices.
    const { items, next } = await api.accounts.people({ ...filter, cursor } as Input)
    return { people: items, next }
  } catch (error) {
    const problem = refusalOf(error, locale)
    if (!problem) throw error
    return { people: [], next: null, problem }
  }
}

const pageOf = (username: string) => `/admin/people/${encodeURIComponent(username)}`

export const actions: Actions = {
  /** Finds an exact address; the search is logged. */
  email: async (event) => {
    const { email, reason } = await typed(event, ['email', 'reason'])
    return attempt(event, { form: 'email', email, reason }, async () => {
      const { username } = await event.locals.api.accounts.searchByEmail({ email, reason })
      if (username !== null) redirect(303, pageOf(username))
      return { none: true }
    })
  },
  create: async (event) => {
    const { email, username, language } = await typed(event, ['email', 'username', 'language'])
    return attempt(event, { form: 'create', email, username, language }, async () => {
      const locale = language as typeof event.locals.locale
      await event.locals.api.accounts.createForOwner({ email, username, locale })
      return { created: username }
    })
  }
}
