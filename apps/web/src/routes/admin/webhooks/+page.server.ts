import { attempt, typed } from '#lib/form.server.ts'
import { proofFields, withProof } from '#lib/proof.server.ts'
import { inputOf, webhookFields } from './webhook-fields.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { api } }) => ({
  webhooks: (await api.webhooks.list({})).items
})

export const actions: Actions = {
  default: async (event) => {
    const { password, code, ...values } = await typed(event, [...webhookFields, ...proofFields])
    return attempt(event, values, async () => {
      const { webhooks } = event.locals.api
      const create = () => webhooks.create(inputOf(values))
      const { secret } = await withProof(event, { password, code }, create)
      return { created: { name: values.name, secret } }
    })
  }
}
