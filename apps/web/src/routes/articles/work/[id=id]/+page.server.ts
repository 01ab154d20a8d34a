import { redirect } from '@sveltejs/kit'
import { attempt, attemptEdit } from '#lib/form.server.ts'
import { membersOnly } from '#lib/members.server.ts'
import { proofFields, withProof } from '#lib/forms/action.server.ts'
import { settingsInputOf, settingsValuesOf } from '../article-fields.ts'
import { settingsChoices, settingsValuesIn } from '../typed-article.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads an article with its translations, and what its settings are chosen from. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  const article = await event.locals.api.articles.source({ id: event.params.id })
  return {
    article,
    ...(await settingsChoices(event.locals)),
    start: settingsValuesOf(article),
    saved: event.url.searchParams.has('saved')
  }
}

export const actions: Actions = {
  settings: async (event) => {
    membersOnly(event)
    const { password, code, ...values } = await settingsValuesIn(event, proofFields)
    const { id } = event.params
    return attemptEdit(event, values, async (revision) => {
      const change = { id, revision, ...settingsInputOf(values) }
      const { articles } = event.locals.api
      await withProof(event, { password, code }, () => articles.changeSettings(change))
      redirect(303, `/articles/work/${id}?saved`)
    })
  },
  discard: async (event) => {
    membersOnly(event)
    const { articles } = event.locals.api
    const { id } = event.params
    return attempt(event, undefined, async () => {
      const { original } = await articles.source({ id })
      await articles.discard({ id, language: original })
      redirect(303, '/articles/work')
    })
  }
}
