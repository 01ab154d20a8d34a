import { redirect } from '@sveltejs/kit'
import { topicsOf } from '#lib/desk-topics.server.ts'
import { attempt, formOf, typed } from '#lib/form.server.ts'
import { proofFields, withProof } from '#lib/proof.server.ts'
import { accountFields } from './account-fields.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads all service accounts and the topics that they may see. */
export const load: PageServerLoad = async ({ locals }) => {
  const [list, topics] = await Promise.all([locals.api.serviceAccounts.list({}), topicsOf(locals)])
  return { accounts: list.items, limits: list.requestsPerMinute, topics }
}

export const actions: Actions = {
  default: async (event) => {
    const topics = (await formOf(event)).getAll('topics').map(String)
    const fields = ['username', ...accountFields, ...proofFields] as const
    const { password, code, ...values } = await typed(event, fields)
    return attempt(event, { ...values, topics }, async () => {
      const create = () => event.locals.api.serviceAccounts.create({ ...values, topics })
      const { id } = await withProof(event, { password, code }, create)
      redirect(303, `/admin/service-accounts/${id}`)
    })
  }
}
