import { action, actionThen } from '#lib/forms/action.server.ts'
import { topicsOf } from '#lib/tickets/topics.ts'
import { orNotFound } from '#lib/problems.server.ts'
import { typedAccount } from '../typed-account.server.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

const scopes = ['read', 'write', 'moderate', 'sessions'] as const

/** Loads a service account with its valid tokens. */
export const load: PageServerLoad = async ({ locals, params: { id } }) => {
  const [list, topics] = await Promise.all([locals.api.serviceAccounts.list({}), topicsOf(locals)])
  const found = list.items.find((one) => one.id === Number(id))
  const account = orNotFound(found, locals)
  return { account, limits: list.requestsPerMinute, topics, scopes: [...scopes] }
}

const here = ({ params: { id } }: RequestEvent) => `/admin/service-accounts/${id}`

export const actions: Actions = {
  save: action(typedAccount, async ({ locals: { api }, params: { id } }, account, revision) => {
    const { description, requestsPerMinute, topics } = account
    await api.serviceAccounts.change({ id, description, requestsPerMinute, topics, revision })
    return { saved: true }
  }),
  create: action(
    ['name', 'days', ...scopes],
    async ({ locals: { api }, params: { id } }, values) => {
      const { name, days } = values
      const input = { id, name, days, scopes: scopes.filter((scope) => values[scope] !== '') }
      return { created: await api.serviceAccounts.createToken(input) }
    }
  ),
  revoke: actionThen(here, ['id'], ({ locals: { api }, params: { id } }, { id: tokenId }) =>
    api.serviceAccounts.revokeToken({ id, tokenId })
  ),
  disable: actionThen(here, [], ({ locals: { api }, params: { id } }) =>
    api.serviceAccounts.disable({ id })
  ),
  enable: actionThen(here, [], ({ locals: { api }, params: { id } }) =>
    api.serviceAccounts.enable({ id })
  )
}
