import { attempt } from '#lib/form.server.ts'
import { withProof } from '#lib/proof.server.ts'
import { webhookIn } from './webhook-fields.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { api } }) => ({
  webhooks: (await api.webhooks.list({})).items,
  types: (await api.announcements.types({})).items
})

export const actions: Actions = {
  default: async (event) => {
    const { webhook, proof } = await webhookIn(event)
    return attempt(event, webhook, async () => {
      const create = () => event.locals.api.webhooks.create(webhook)
      const { secret } = await withProof(event, proof, create)
      return { created: { name: webhook.name, secret } }
    })
  }
}
