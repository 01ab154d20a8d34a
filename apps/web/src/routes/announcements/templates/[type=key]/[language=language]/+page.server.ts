import { error, redirect, type RequestEvent } from '@sveltejs/kit'
import { translate } from '@stoa/messages'
import { attempt, typed } from '#lib/form.server.ts'
import { membersOnly } from '#lib/members.server.ts'
import { proofFields, withProof } from '#lib/forms/action.server.ts'
import type { AnnouncementTemplate } from '#lib/shapes.ts'
import type { Actions, PageServerLoad } from './$types'

type Place = Pick<AnnouncementTemplate, 'type' | 'language'>
// The endpoints refuse unknown types and languages.
const placeOf = ({ params }: Pick<RequestEvent, 'params'>) => params as Place

/** Loads a template in one language with its versions. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  const { announcements } = event.locals.api
  const place = placeOf(event)
  const { items } = await announcements.templates({})
  const template = items.find((one) => one.type === place.type && one.language === place.language)
  const message = translate('problem_not_found', {}, event.locals.locale)
  if (!template) error(404, { message, code: 'not_found' })
  const history = await announcements.templateHistory(place)
  return { template, versions: history.items }
}

const fields = ['title', 'body', 'revision', 'read'] as const

export const actions: Actions = {
  save: async (event) => {
    const { read, password, code, ...values } = await typed(event, [...fields, ...proofFields])
    const input = { ...placeOf(event), ...values }
    const saving = async () => {
      await withProof(event, { password, code }, () =>
        event.locals.api.announcements.saveTemplate(input)
      )
      return { saved: true }
    }
    return attempt(event, values, saving, { revision: values.revision, read })
  },
  preview: async (event) => {
    const values = await typed(event, fields)
    return attempt(event, values, async () => {
      const { html } = await event.locals.api.threads.preview({ body: values.body })
      return { values, preview: { title: values.title, html }, begun: values }
    })
  },
  reset: async (event) => {
    const { revision, read, ...proof } = await typed(event, ['revision', 'read', ...proofFields])
    const input = { ...placeOf(event), revision }
    const resetting = async () => {
      await withProof(event, proof, () => event.locals.api.announcements.resetTemplate(input))
      redirect(303, '/announcements/templates')
    }
    return attempt(event, undefined, resetting, { read })
  }
}
