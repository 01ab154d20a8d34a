import { action, actionThen } from '#lib/forms/action.server.ts'
import { orNotFound } from '#lib/problems.server.ts'
import { typedWebhook } from '../typed-webhook.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads a receiver with its deliveries. */
export const load: PageServerLoad = async ({ locals, params: { id }, url }) => {
  const { api } = locals
  const cursor = url.searchParams.get('cursor') ?? undefined
  const [{ items }, deliveries, types] = await Promise.all([
    api.webhooks.list({}),
    api.webhooks.deliveries({ id, cursor }),
    api.announcements.types({})
  ])
  const found = items.find((one) => one.id === Number(id))
  return { webhook: orNotFound(found, locals), deliveries, types: types.items }
}

export const actions: Actions = {
  save: action(typedWebhook, async ({ locals: { api }, params }, webhook, revision) => {
    await api.webhooks.change({ ...params, ...webhook, revision })
    return { saved: true }
  }),
  test: action([], async ({ locals: { api }, params }) => ({
    tested: await api.webhooks.test(params)
  })),
  secret: action([], ({ locals: { api }, params }) => api.webhooks.renewSecret(params)),
  remove: actionThen('/admin/webhooks', [], ({ locals: { api }, params }) =>
    api.webhooks.remove(params)
  ),
  again: action(['deliveryId'], async ({ locals: { api }, params }, { deliveryId }) => {
    await api.webhooks.sendAgain({ ...params, deliveryId })
    return { again: true }
  })
}
