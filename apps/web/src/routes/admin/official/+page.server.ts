import type { RequestEvent } from '@sveltejs/kit'
import type { Api } from '@stoa/api'
import { attempt, typed } from '#lib/form.server.ts'
import { proofFields, withProof } from '#lib/forms/action.server.ts'
import { trustedKinds } from '#lib/safety/words.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads official contacts, pending changes and block lists. */
export const load: PageServerLoad = async ({ locals: { api } }) => {
  const [trusted, blocked] = await Promise.all([api.guards.trusted({}), api.guards.blockLists({})])
  return { entries: trusted.items, lists: blocked.items }
}

const fields = ['id', 'kind', 'value', 'source', 'hosts', ...proofFields] as const
type Values = Record<(typeof fields)[number], string>
type Act = (api: Api['guards'], values: Values) => Promise<unknown>

const doing = (act: Act) => async (event: RequestEvent) => {
  const { password, code, ...values } = await typed(event, fields)
  const run = async () => {
    const given = { ...values, password, code }
    await withProof(event, { password, code }, () => act(event.locals.api.guards, given))
    return { saved: true }
  }
  return attempt(event, values, run)
}

const hostsIn = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))

export const actions: Actions = {
  add: doing((api, { kind, value }) =>
    api.addTrusted({ kind: trustedKinds.find((one) => one === kind) ?? 'domain', value })
  ),
  remove: doing((api, { id }) => api.removeTrusted({ id })),
  block: doing((api, { source, hosts }) => api.importBlockList({ source, hosts: hostsIn(hosts) }))
}
