import { error, redirect } from '@sveltejs/kit'
import { translate } from '@stoa/messages'
import { attempt, attemptEdit } from '#lib/form.server.ts'
import { membersOnly } from '#lib/members.server.ts'
import { proofFields, withProof } from '#lib/forms/action.server.ts'
import { sectionChangeOf, sectionValuesOf } from '../section-fields.ts'
import { sectionValuesIn } from '../typed-section.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads a section in all languages. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  const { api, locale } = event.locals
  const { items } = await api.articles.sectionSources({})
  const section = items.find(({ id }) => id === event.params.section)
  if (!section)
    error(404, { message: translate('problem_not_found', {}, locale), code: 'not_found' })
  const { items: groups } = await api.groups.groups({})
  return { section, groups, start: sectionValuesOf(section) }
}

export const actions: Actions = {
  save: async (event) => {
    membersOnly(event)
    const { password, code, ...values } = await sectionValuesIn(event, proofFields)
    return attemptEdit(event, values, async (revision) => {
      const change = { id: event.params.section, revision, ...sectionChangeOf(values) }
      const { articles } = event.locals.api
      const proof = { password, code }
      const waits = await withProof(event, proof, () => articles.changeSection(change))
      redirect(303, waits ? `/articles/work/sections/${change.id}` : '/articles/work/sections')
    })
  },
  delete: async (event) => {
    membersOnly(event)
    return attempt(event, undefined, async () => {
      await event.locals.api.articles.deleteSection({ id: event.params.section })
      redirect(303, '/articles/work/sections')
    })
  }
}
