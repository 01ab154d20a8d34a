import { attempt, typed } from '#lib/form.server.ts'
import type { DeskTopic } from '#lib/desk-topics.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => ({
  macros: (await locals.api.tickets.macros({})).items
})

const languages = ['en', 'zh-CN', 'zh-TW'] as const

export const actions: Actions = {
  add: async (event) => {
    const values = await typed(event, ['name', 'topic', ...languages])
    return attempt(event, values, async () => {
      const written = languages.filter((language) => values[language] !== '')
      const body = Object.fromEntries(written.map((language) => [language, values[language]]))
      // The endpoint refuses a topic that is not in its list.
      const topic = (values.topic || null) as DeskTopic | null
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
