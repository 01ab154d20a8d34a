import { action } from '#lib/forms/action.server.ts'
import { typedWebhook } from './typed-webhook.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { api } }) => ({
  webhooks: (await api.webhooks.list({})).items,
  types: (await api.announcements.types({})).items
})

export const actions: Actions = {
  default: action(typedWebhook, async ({ locals: { api } }, webhook) => {
    const { secret } = await api.webhooks.create(webhook)
    return { created: { name: webhook.name, secret } }
  })
}
