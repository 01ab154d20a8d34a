import { redirect } from '@sveltejs/kit'
import { attempt, formOf } from '#lib/form.server.ts'
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
  goAway: (event) =>
    attempt(event, undefined, async () => {
      await event.locals.api.tickets.goAway({})
      redirect(303, '/desk/rules')
    }),
  comeBack: (event) =>
    attempt(event, undefined, async () => {
      await event.locals.api.tickets.comeBack({})
      redirect(303, '/desk/rules')
    }),
  // Redirects to the page that shows what the rule would have matched.
  add: async (event) => {
    const form = await formOf(event)
    const rule = typedRule(form)
    const key = form.get('key')
    return attempt(event, rule, async () => {
      if (typeof key === 'string') event.locals.useKey(key)
      const { id } = await event.locals.api.tickets.addRule(rule)
      redirect(303, `/desk/rules/${id}`)
    })
  }
}
