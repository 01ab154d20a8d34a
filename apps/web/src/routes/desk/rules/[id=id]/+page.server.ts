import { actionThen } from '#lib/forms/action.server.ts'
import { formOf } from '#lib/form.server.ts'
import { orNotFound } from '#lib/problems.server.ts'
import { choicesOf } from '../choices.server.ts'
import { typedRule } from '../typed-rule.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

/** Loads a rule with what it would have matched. */
export const load: PageServerLoad = async ({ locals, params: { id } }) => {
  const { items } = await locals.api.tickets.rules({})
  const rule = orNotFound(
    items.find((one) => one.id === id),
    locals
  )
  const matches = await locals.api.tickets.tryRule({ id })
  return { rule, matches, ...(await choicesOf(locals)) }
}

const here = ({ params }: RequestEvent) => `/desk/rules/${params.id}`

export const actions: Actions = {
  on: actionThen(here, ['revision'], ({ locals, params }, { revision }) =>
    locals.api.tickets.enableRule({ ...params, revision })
  ),
  off: actionThen(here, [], ({ locals, params }) => locals.api.tickets.disableRule(params)),
  change: actionThen(
    here,
    async (event: Parameters<typeof formOf>[0]) => typedRule(await formOf(event)),
    ({ locals, params: { id } }, rule, revision) =>
      locals.api.tickets.changeRule({ id, revision, ...rule })
  ),
  remove: actionThen('/desk/rules', [], ({ locals, params }) =>
    locals.api.tickets.removeRule(params)
  )
}
