import { redirect } from '@sveltejs/kit'
import { attemptEdit, typed } from '#lib/form.server.ts'
import { membersOnly } from '#lib/members.server.ts'
import { proofFields, withProof } from '#lib/forms/action.server.ts'
import { translationsOf } from '../../../written.ts'
import { fieldsOf } from '../../translated-fields.ts'
import type { Actions, PageServerLoad } from './$types'

const { names, nameOf } = fieldsOf('translations')

/** Loads a published update for rewording. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  const { announcements } = event.locals.api
  const { id, updateId } = event.params
  const { phase, bodies, snapshot } = await announcements.updateSource({ id, updateId })
  const { announcement } = await announcements.show({ id })
  const values: Record<string, string> = {}
  for (const [locale, body] of Object.entries(bodies)) values[`translations.${locale}`] = body
  return { title: announcement.title, phase, values, snapshot }
}

export const actions: Actions = {
  default: async (event) => {
    membersOnly(event)
    const { password = '', code = '', ...values } = await typed(event, [...names, ...proofFields])
    return attemptEdit(event, values, async (revision) => {
      const translations = translationsOf(values, nameOf)
      const { announcements } = event.locals.api
      const input = { ...event.params, translations, revision }
      await withProof(event, { password, code }, () => announcements.rewordUpdate(input))
      redirect(303, `/announcements/${event.params.id}`)
    })
  }
}
