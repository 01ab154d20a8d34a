import { attempt, typed } from '#lib/form.server.ts'
import { topicsOf } from '#lib/desk-topics.server.ts'
import { inputOf, macroFields } from './macro-fields.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => ({
  macros: (await locals.api.tickets.macros({})).items,
  topics: await topicsOf(locals)
})

export const actions: Actions = {
  add: async (event) => {
    const values = await typed(event, macroFields)
    return attempt(event, values, async () => {
      await event.locals.api.tickets.addMacro(inputOf(values))
      return { added: true }
    })
  }
}
