import { error, redirect } from '@sveltejs/kit'
import type { Api } from '@stoa/api'
import { translate } from '@stoa/messages'
import { attempt, typed } from '#lib/form.server.ts'
import { nameFields, namesOf, valuesOf } from '../kind-fields.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

/** Loads a custom announcement type; built-in ones are not editable. */
export const load: PageServerLoad = async ({ locals: { api, locale }, params }) => {
  const { items } = await api.announcements.kinds({})
  const kind = items.find(({ key, builtIn }) => key === params.kind && !builtIn)
  if (!kind) error(404, { code: 'not_found', message: translate('problem_not_found', {}, locale) })
  return { kind, values: valuesOf(kind) }
}

type Act = (announcements: Api['announcements'], kind: string) => Promise<unknown>

const doing = (act: Act) => async (event: RequestEvent) =>
  attempt(event, undefined, async () => {
    await act(event.locals.api.announcements, event.params.kind)
    redirect(303, '/admin/announcement-kinds')
  })

export const actions: Actions = {
  save: async (event) => {
    const values = await typed(event, nameFields)
    return attempt(event, values, async () => {
      const { kind } = event.params
      await event.locals.api.announcements.changeKind({ kind, names: namesOf(values) })
      redirect(303, '/admin/announcement-kinds')
    })
  },
  remove: doing((announcements, kind) => announcements.removeKind({ kind })),
  restore: doing((announcements, kind) => announcements.changeKind({ kind, offered: true }))
}
