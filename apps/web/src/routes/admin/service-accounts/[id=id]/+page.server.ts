import { error, redirect, type RequestEvent } from '@sveltejs/kit'
import { translate } from '@stoa/messages'
import type { Api } from '@stoa/api'
import { topicsOf } from '#lib/desk-topics.server.ts'
import { attempt, attemptEdit, formOf, typed } from '#lib/form.server.ts'
import { proofFields, withProof } from '#lib/proof.server.ts'
import { accountFields } from '../account-fields.ts'
import type { Actions, PageServerLoad } from './$types'

const scopes = ['read', 'write', 'moderate', 'sessions'] as const

/** Loads a service account with its valid tokens. */
export const load: PageServerLoad = async ({ locals, params }) => {
  const [list, topics] = await Promise.all([locals.api.serviceAccounts.list({}), topicsOf(locals)])
  const account = list.items.find(({ id }) => id === Number(params.id))
  if (!account)
    error(404, { code: 'not_found', message: translate('problem_not_found', {}, locals.locale) })
  return { account, limits: list.requestsPerMinute, topics, scopes: [...scopes] }
}

/** Form action that turns the account off or on. */
const turning =
  (form: string, act: (api: Api['serviceAccounts'], id: number) => Promise<unknown>) =>
  async (event: RequestEvent) => {
    const { password, code } = await typed(event, proofFields)
    return attempt(event, { form }, async () => {
      const id = Number(event.params.id)
      await withProof(event, { password, code }, () => act(event.locals.api.serviceAccounts, id))
      redirect(303, `/admin/service-accounts/${id}`)
    })
  }

export const actions: Actions = {
  save: async (event) => {
    const topics = (await formOf(event)).getAll('topics').map(String)
    const fields = [...accountFields, ...proofFields] as const
    const { password, code, ...values } = await typed(event, fields)
    const shown = { form: 'save', account: { ...values, topics } }
    return attemptEdit(event, shown, async (revision) => {
      const input = { id: Number(event.params.id), ...values, topics, revision }
      const change = () => event.locals.api.serviceAccounts.change(input)
      await withProof(event, { password, code }, change)
      return { saved: true }
    })
  },
  create: async (event) => {
    const fields = ['name', 'days', ...scopes, ...proofFields] as const
    const { password, code, ...values } = await typed(event, fields)
    return attempt(event, { form: 'create', token: values }, async () => {
      const { name, days } = values
      const id = Number(event.params.id)
      const input = { id, name, days, scopes: scopes.filter((scope) => values[scope] !== '') }
      const { serviceAccounts } = event.locals.api
      const create = () => serviceAccounts.createToken(input)
      return { created: await withProof(event, { password, code }, create) }
    })
  },
  revoke: async (event) => {
    const { id: tokenId } = await typed(event, ['id'])
    return attempt(event, { form: 'revoke' }, async () => {
      const id = Number(event.params.id)
      await event.locals.api.serviceAccounts.revokeToken({ id, tokenId })
      redirect(303, `/admin/service-accounts/${id}`)
    })
  },
  disable: turning('disable', (api, id) => api.disable({ id })),
  enable: turning('enable', (api, id) => api.enable({ id }))
}
