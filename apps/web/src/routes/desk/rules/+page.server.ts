import { action, actionThen } from '#lib/forms/action.server.ts'
import { formOf } from '#lib/form.server.ts'
import { redirect } from '@sveltejs/kit'
import { choicesOf } from './choices.server.ts'
import { typedRule } from './typed-rule.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => ({
  rules: (await locals.api.tickets.rules({})).items,
  away: (await locals.api.tickets.absence({})).away,
  ...(await choicesOf(locals)),
  idempotencyKey: crypto.randomUUID()
})

export const actions: Actions = {
  goAway: actionThen('/desk/rules', [], ({ locals }) => locals.api.tickets.goAway({})),
  comeBack: actionThen('/desk/rules', [], ({ locals }) => locals.api.tickets.comeBack({})),
  // Leads to the page that shows what the rule would have matched.
  add: action(
    async (event) => typedRule(await formOf(event)),
    async (event, rule) => {
      const key = (await formOf(event)).get('key')
      if (typeof key === 'string') event.locals.useKey(key)
      const { id } = await event.locals.api.tickets.addRule(rule)
      redirect(303, `/desk/rules/${id}`)
    }
  )
}
