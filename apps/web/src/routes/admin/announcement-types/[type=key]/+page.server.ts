import { error, redirect } from '@sveltejs/kit'
import type { Api } from '@stoa/api'
import { translate } from '@stoa/messages'
import { attempt, attemptEdit, typed } from '#lib/form.server.ts'
import { nameFields, namesOf, valuesOf } from '../name-fields.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

/** Loads a custom announcement type; built-in ones are not editable. */
export const load: PageServerLoad = async ({ locals: { api, locale }, params }) => {
  const { items } = await api.announcements.types({})
  const type = items.find(({ key, builtIn }) => key === params.type && !builtIn)
  if (!type) error(404, { code: 'not_found', message: translate('problem_not_found', {}, locale) })
  return { type, values: valuesOf(type) }
}

type Act = (announcements: Api['announcements'], type: string) => Promise<unknown>

const doing = (act: Act) => async (event: RequestEvent) =>
  attempt(event, undefined, async () => {
    await act(event.locals.api.announcements, event.params.type)
    redirect(303, '/admin/announcement-types')
  })

export const actions: Actions = {
  save: async (event) => {
    const values = await typed(event, nameFields)
    return attemptEdit(event, values, async (revision) => {
      const { type } = event.params
      await event.locals.api.announcements.changeType({ type, revision, names: namesOf(values) })
      redirect(303, '/admin/announcement-types')
    })
  },
  remove: doing((announcements, type) => announcements.removeType({ type })),
  restore: doing((announcements, type) => announcements.changeType({ type, offered: true }))
}
