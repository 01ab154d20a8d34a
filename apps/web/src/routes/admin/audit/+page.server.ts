import { redirect } from '@sveltejs/kit'
import type { SecurityEventGroup } from '@stoa/accounts/contract'
import { action } from '#lib/forms/action.server.ts'
import { foundBy } from '#lib/filter.server.ts'
import { securityEventWords } from '#lib/accounts/words.ts'
import type { Actions, PageServerLoad } from './$types'

const fields = ['group', 'user', 'network', 'from', 'to'] as const

/** Loads the security log with the filters of the address. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const { items, ...found } = await foundBy(locals, url, fields, ({ group, ...filter }) =>
    locals.api.accounts.securityEvents({ ...filter, group: group as SecurityEventGroup | '' })
  )
  const events = items.map((item) => ({
    ...item,
    words: securityEventWords(item.kind, locals.locale)
  }))
  return { events, ...found }
}

export const actions: Actions = {
  /** Authenticates again, so that the browser may then download the file itself. */
  default: action(['format'], async ({ locals: { api }, url }, { format }) => {
    await api.accounts.checkAuthentication({})
    const wanted = new URLSearchParams({ format })
    for (const name of fields) wanted.set(name, url.searchParams.get(name) ?? '')
    redirect(303, `/api/v1/admin/security-events/export?${wanted.toString()}`)
  })
}
