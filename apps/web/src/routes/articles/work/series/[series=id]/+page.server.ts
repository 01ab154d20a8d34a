import { redirect } from '@sveltejs/kit'
import { attempt, attemptEdit, typed } from '#lib/form.server.ts'
import { membersOnly } from '#lib/members.server.ts'
import { seriesChangeOf, seriesFields, seriesValuesOf } from '../series-fields.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

/** Loads a series in all languages, with its articles. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  const series = await event.locals.api.articles.seriesSource({ id: event.params.series })
  return { series, start: seriesValuesOf(series) }
}

const pageOf = (id: number) => `/articles/work/series/${id}`

/** Swaps an article with the one before or after it. */
const moving = (step: 1 | -1) => async (event: RequestEvent) => {
  membersOnly(event)
  const { id } = await typed(event, ['id'])
  const { series } = event.params
  return attempt(event, undefined, async () => {
    const { articles } = event.locals.api
    const ids = (await articles.seriesSource({ id: series })).parts.map((part) => part.id)
    const from = ids.indexOf(Number(id))
    if (from >= 0 && ids[from + step] !== undefined) {
      ids.splice(from + step, 0, ...ids.splice(from, 1))
      await articles.orderSeries({ id: series, ids })
    }
    redirect(303, pageOf(series))
  })
}

export const actions: Actions = {
  up: moving(-1),
  down: moving(1),
  save: async (event) => {
    membersOnly(event)
    const values = await typed(event, seriesFields)
    const id = event.params.series
    return attemptEdit(event, values, async (revision) => {
      await event.locals.api.articles.changeSeries({ id, revision, ...seriesChangeOf(values) })
      redirect(303, '/articles/work/series')
    })
  },
  delete: async (event) => {
    membersOnly(event)
    return attempt(event, undefined, async () => {
      await event.locals.api.articles.deleteSeries({ id: event.params.series })
      redirect(303, '/articles/work/series')
    })
  }
}
