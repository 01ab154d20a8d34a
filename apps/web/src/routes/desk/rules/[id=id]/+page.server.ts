import { error, redirect } from '@sveltejs/kit'
import type { Api } from '@stoa/api'
import { translate } from '@stoa/messages'
import { attempt, attemptEdit, formOf, typed } from '#lib/form.server.ts'
import { choicesOf } from '../choices.server.ts'
import { typedRule } from '../typed-rule.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

/** Loads a rule with what it would have matched. */
export const load: PageServerLoad = async ({ locals, params: { id } }) => {
  const { items } = await locals.api.tickets.rules({})
  const rule = items.find((one) => one.id === id)
  const message = translate('problem_not_found', {}, locals.locale)
  if (!rule) error(404, { message, code: 'not_found' })
  const matches = await locals.api.tickets.tryRule({ id })
  return { rule, matches, ...(await choicesOf(locals)) }
}

type Act = (api: Api['tickets'], id: number, revision: string) => Promise<unknown>

const switching = (act: Act) => async (event: RequestEvent) => {
  const { revision, read } = await typed(event, ['revision', 'read'])
  const run = async () => {
    const { id } = event.params
    await act(event.locals.api.tickets, id, revision)
    redirect(303, `/desk/rules/${id}`)
  }
  return attempt(event, undefined, run, { read })
}

export const actions: Actions = {
  on: switching((api, id, revision) => api.enableRule({ id, revision })),
  off: switching((api, id) => api.disableRule({ id })),
  change: async (event) => {
    const rule = typedRule(await formOf(event))
    return attemptEdit(event, rule, async (revision) => {
      const { id } = event.params
      await event.locals.api.tickets.changeRule({ id, revision, ...rule })
      redirect(303, `/desk/rules/${id}`)
    })
  },
  remove: (event) =>
    attempt(event, undefined, async () => {
      await event.locals.api.tickets.removeRule({ id: event.params.id })
      redirect(303, '/desk/rules')
    })
}
