import { attempt, typed } from '#lib/form.server.ts'
import { topicsOf } from '#lib/desk-topics.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => ({
  macros: (await locals.api.tickets.macros({})).items,
  topics: await topicsOf(locals)
})

const languages = ['en', 'zh-CN', 'zh-TW'] as const

export const actions: Actions = {
  add: async (event) => {
    const values = await typed(event, ['name', 'topic', ...languages])
    return attempt(event, values, async () => {
      const written = languages.filter((language) => values[language] !== '')
      const body = Object.fromEntries(written.map((language) => [language, values[language]]))
      const topic = values.topic || null
      await event.locals.api.tickets.addMacro({ name: values.name, topic, body })
      return { added: true }
    })
  },
  remove: async (event) => {
    const { id } = await typed(event, ['id'])
    return attempt(event, undefined, async () => {
      await event.locals.api.tickets.removeMacro({ id })
    })
  }
}
