import { redirect } from '@sveltejs/kit'
import { attempt, typed } from '#lib/form.server.ts'
import { membersOnly } from '#lib/members.server.ts'
import { seriesChangeOf, seriesFields, seriesValuesOf } from './series-fields.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads all series. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  const { api } = event.locals
  // Throws for users who do not write articles.
  const [{ items }] = await Promise.all([api.articles.series({}), api.articles.sectionSources({})])
  return { series: items, start: seriesValuesOf() }
}

export const actions: Actions = {
  add: async (event) => {
    membersOnly(event)
    const values = await typed(event, seriesFields)
    return attempt(event, values, async () => {
      const slug = values.slug.trim() || undefined
      const { id } = await event.locals.api.articles.addSeries({ ...seriesChangeOf(values), slug })
      redirect(303, `/articles/work/series/${id}`)
    })
  }
}
