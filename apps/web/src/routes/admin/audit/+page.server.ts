import { redirect } from '@sveltejs/kit'
import type { SecurityEventGroup } from '@stoa/accounts/contract'
import { attempt, typed } from '#lib/form.server.ts'
import { refusalOf } from '#lib/problems.server.ts'
import { proofFields, withProof } from '#lib/proof.server.ts'
import { kindWords } from '#lib/security-words.ts'
import type { Actions, PageServerLoad } from './$types'

const fields = ['group', 'user', 'network', 'from', 'to'] as const

/** Loads the security log with the filters of the address. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const filter = Object.fromEntries(
    fields.map((name) => [name, url.searchParams.get(name) ?? ''])
  ) as Record<(typeof fields)[number], string>
  return { filter, ...(await find(locals, filter, url.searchParams.get('cursor') ?? undefined)) }
}

async function find(
  { api, locale }: App.Locals,
  { group, ...filter }: Record<(typeof fields)[number], string>,
  cursor: string | undefined
) {
  try {
    const input = { ...filter, group: group as SecurityEventGroup | '', cursor }
    const { items, next } = await api.accounts.securityEvents(input)
    return {
      events: items.map((item) => ({ ...item, words: kindWords(item.kind, locale) })),
      next
    }
  } catch (error) {
    const problem = refusalOf(error, locale)
    if (!problem) throw error
    return { events: [], next: null, problem }
  }
}

export const actions: Actions = {
  /** Authenticates again, so that the browser may then download the file itself. */
  default: async (event) => {
    const { password, code, format } = await typed(event, [...proofFields, 'format'])
    return attempt(event, undefined, async () => {
      const check = () => event.locals.api.accounts.checkAuthentication({})
      await withProof(event, { password, code }, check)
      const wanted = new URLSearchParams({ format })
      for (const name of fields) wanted.set(name, event.url.searchParams.get(name) ?? '')
      redirect(303, `/api/v1/admin/security-events/export?${wanted.toString()}`)
    })
  }
}
