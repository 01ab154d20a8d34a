import { redirect } from '@sveltejs/kit'
import { attempt, typed } from '#lib/form.server.ts'
import { membersOnly } from '#lib/members.server.ts'
import { inDays } from './article-fields.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads what has to be done about articles. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  const { articles } = event.locals.api
  const [work, suggestions] = await Promise.all([articles.work({}), articles.suggestions({})])
  return { ...work, suggestions }
}

const daysUntilCheck = 90

export const actions: Actions = {
  check: async (event) => {
    membersOnly(event)
    const { id } = await typed(event, ['id'])
    return attempt(event, {}, async () => {
      const freshUntil = `${inDays(daysUntilCheck)}T00:00:00Z`
      await event.locals.api.articles.check({ id, freshUntil })
      redirect(303, '/articles/work')
    })
  }
}
