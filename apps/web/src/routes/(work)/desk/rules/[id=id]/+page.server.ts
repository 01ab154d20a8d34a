import { error, redirect } from '@sveltejs/kit'
import { translate } from '@stoa/messages'
import { attempt, formOf } from '#lib/form.server.ts'
import { typedRule } from '../typed-rule.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

/** A rule with what it would have matched. */
export const load: PageServerLoad = async ({ locals, params: { id } }) => {
  const { items } = await locals.api.tickets.rules({})
  const rule = items.find((one) => one.id === id)
  const message = translate('problem_not_found', {}, locals.locale)
  if (!rule) error(404, { message, code: 'not_found' })
  return { rule, matches: await locals.api.tickets.tryRule({ id }) }
}

const switching = (on: boolean) => (event: RequestEvent) =>
  attempt(event, undefined, async () => {
    const { id } = event.params
    const { tickets } = event.locals.api
    await (on ? tickets.switchRuleOn({ id }) : tickets.switchRuleOff({ id }))
    redirect(303, `/desk/rules/${id}`)
  })

export const actions: Actions = {
  on: switching(true),
  off: switching(false),
  change: async (event) => {
    const rule = typedRule(await formOf(event))
    return attempt(event, rule, async () => {
      const { id } = event.params
      await event.locals.api.tickets.changeRule({ id, ...rule })
      redirect(303, `/desk/rules/${id}`)
    })
  },
  remove: (event) =>
    attempt(event, undefined, async () => {
      await event.locals.api.tickets.removeRule({ id: event.params.id })
      redirect(303, '/desk/rules')
    })
}
