import { redirect } from '@sveltejs/kit'
import { attempt, typed } from '#lib/form.server.ts'
import { membersOnly } from '#lib/members.server.ts'
import { daysIn } from '../../statistics/periods.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads how an article did in a period, with what its readers wrote. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  const { articles } = event.locals.api
  const [id, days] = [event.params.id, daysIn(event.url)]
  const [article, statistics] = await Promise.all([
    articles.source({ id }),
    articles.articleStatistics({ id, days })
  ])
  return { article, statistics, days }
}

export const actions: Actions = {
  done: async (event) => {
    membersOnly(event)
    const { id } = await typed(event, ['id'])
    return attempt(event, undefined, async () => {
      await event.locals.api.articles.finishWords({ id })
      redirect(303, `${event.url.pathname}?days=${daysIn(event.url)}`)
    })
  }
}
