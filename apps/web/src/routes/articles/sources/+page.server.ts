import { redirect } from '@sveltejs/kit'
import { attempt, typed } from '#lib/form.server.ts'
import { membersOnly } from '#lib/members.server.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

/** Loads the articles that use words of the reader. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  const { items } = await event.locals.api.articles.ownSources({})
  return { items, saved: event.url.searchParams.has('saved') }
}

type Credit = 'named' | 'left_out'

const deciding = (agrees: boolean) => async (event: RequestEvent) => {
  membersOnly(event)
  const { id, credit } = await typed(event, ['id', 'credit'])
  return attempt(event, { id, credit }, async () => {
    // The endpoint refuses unknown choices.
    await event.locals.api.articles.decide({ id, credit: credit as Credit, agrees })
    redirect(303, '/articles/sources?saved')
  })
}

export const actions: Actions = { agree: deciding(true), object: deciding(false) }
