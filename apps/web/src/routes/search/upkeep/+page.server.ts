import { error } from '@sveltejs/kit'
import { translate } from '@stoa/messages'
import { attempt, typed } from '#lib/form.server.ts'
import { membersOnly } from '#lib/members.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads zero-result queries and synonyms, for staff. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  const { api, me, locale } = event.locals
  if (me.role !== 'staff' && me.role !== 'admin')
    error(403, { message: translate('problem_forbidden', {}, locale), code: 'forbidden' })
  const [{ items }, { text }] = await Promise.all([
    api.search.zeroResultQueries({}),
    api.search.relatedWords({})
  ])
  return { misses: items, text }
}

export const actions: Actions = {
  default: async (event) => {
    const { text } = await typed(event, ['text'])
    return attempt(event, { text }, async () => {
      await event.locals.api.search.saveRelatedWords({ text: text.replaceAll('\r\n', '\n') })
      return { saved: true }
    })
  }
}
