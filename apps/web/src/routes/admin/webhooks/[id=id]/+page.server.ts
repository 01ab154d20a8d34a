import { error, redirect, type RequestEvent } from '@sveltejs/kit'
import { translate } from '@stoa/messages'
import type { Api } from '@stoa/api'
import { attempt, attemptEdit, typed } from '#lib/form.server.ts'
import { proofFields, withProof } from '#lib/proof.server.ts'
import { webhookIn } from '../webhook-fields.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads a receiver with its deliveries. */
export const load: PageServerLoad = async ({ locals: { api, locale }, params, url }) => {
  const id = Number(params.id)
  const cursor = url.searchParams.get('cursor') ?? undefined
  const [{ items }, deliveries, types] = await Promise.all([
    api.webhooks.list({}),
    api.webhooks.deliveries({ id, cursor }),
    api.announcements.types({})
  ])
  const webhook = items.find((one) => one.id === id)
  if (!webhook)
    error(404, { code: 'not_found', message: translate('problem_not_found', {}, locale) })
  return { webhook, deliveries, types: types.items }
}

/** Form action on this receiver that needs a fresh sign-in. */
const doing =
  <T>(form: string, act: (api: Api['webhooks'], id: number) => Promise<T>) =>
  async (event: RequestEvent) => {
    const { password, code } = await typed(event, proofFields)
    return attempt(event, { form }, () =>
      withProof(event, { password, code }, () =>
        act(event.locals.api.webhooks, Number(event.params.id))
      )
    )
  }

export const actions: Actions = {
  save: async (event) => {
    const { webhook, proof } = await webhookIn(event)
    return attemptEdit(event, { form: 'save', webhook }, async (revision) => {
      const input = { id: Number(event.params.id), ...webhook, revision }
      await withProof(event, proof, () => event.locals.api.webhooks.change(input))
      return { saved: true }
    })
  },
  confirm: async (event) => {
    const { changeId, ...proof } = await typed(event, ['changeId', ...proofFields])
    return attempt(event, { form: 'confirm' }, async () => {
      const confirm = () => event.locals.api.accounts.confirmChange({ id: changeId })
      await withProof(event, proof, confirm)
      return { confirmed: true }
    })
  },
  test: doing('test', async (api, id) => ({ tested: await api.test({ id }) })),
  secret: doing('secret', async (api, id) => await api.renewSecret({ id })),
  remove: doing('remove', async (api, id) => {
    await api.remove({ id })
    redirect(303, '/admin/webhooks')
  }),
  again: async (event) => {
    const { deliveryId } = await typed(event, ['deliveryId'])
    return attempt(event, { form: 'again' }, async () => {
      await event.locals.api.webhooks.sendAgain({ id: Number(event.params.id), deliveryId })
      return { again: true }
    })
  }
}
