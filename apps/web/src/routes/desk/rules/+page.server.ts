import { redirect } from '@sveltejs/kit'
import { attempt, formOf } from '#lib/form.server.ts'
import { topicsOf } from '#lib/desk-topics.server.ts'
import { typedRule } from './typed-rule.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => ({
  rules: (await locals.api.tickets.rules({})).items,
  topics: await topicsOf(locals),
  idempotencyKey: crypto.randomUUID()
})

export const actions: Actions = {
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
