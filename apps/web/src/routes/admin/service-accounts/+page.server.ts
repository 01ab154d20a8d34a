import { redirect } from '@sveltejs/kit'
import { action } from '#lib/forms/action.server.ts'
import { topicsOf } from '#lib/tickets/topics.ts'
import { typedAccount } from './typed-account.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads all service accounts and the topics that they may see. */
export const load: PageServerLoad = async ({ locals }) => {
  const [list, topics] = await Promise.all([locals.api.serviceAccounts.list({}), topicsOf(locals)])
  return { accounts: list.items, limits: list.requestsPerMinute, topics }
}

export const actions: Actions = {
  default: action(typedAccount, async ({ locals: { api } }, account) => {
    const { id } = await api.serviceAccounts.create(account)
    redirect(303, `/admin/service-accounts/${id}`)
  })
}
