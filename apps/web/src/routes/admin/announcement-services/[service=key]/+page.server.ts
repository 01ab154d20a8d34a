import { error, redirect } from '@sveltejs/kit'
import type { Api } from '@stoa/api'
import { translate } from '@stoa/messages'
import { attempt, attemptEdit, typed } from '#lib/form.server.ts'
import { nameFields, namesOf, valuesOf } from '../../announcement-types/name-fields.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals: { api, locale }, params }) => {
  const { items } = await api.announcements.services({})
  const service = items.find(({ key }) => key === params.service)
  if (!service)
    error(404, { code: 'not_found', message: translate('problem_not_found', {}, locale) })
  return { service, values: valuesOf(service) }
}

type Act = (announcements: Api['announcements'], service: string) => Promise<unknown>

const doing = (act: Act) => async (event: RequestEvent) =>
  attempt(event, undefined, async () => {
    await act(event.locals.api.announcements, event.params.service)
    redirect(303, '/admin/announcement-services')
  })

export const actions: Actions = {
  save: async (event) => {
    const values = await typed(event, nameFields)
    return attemptEdit(event, values, async (revision) => {
      const { service } = event.params
      await event.locals.api.announcements.changeService({
        service,
        revision,
        names: namesOf(values)
      })
      redirect(303, '/admin/announcement-services')
    })
  },
  archive: doing((api, service) => api.archiveService({ service })),
  restore: doing((api, service) => api.unarchiveService({ service }))
}
