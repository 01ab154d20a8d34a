import { actionThen } from '#lib/forms/action.server.ts'
import { orNotFound } from '#lib/problems.server.ts'
import { textFields, textsIn, valuesIn } from '#lib/text-fields.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => {
  const { items } = await locals.api.announcements.services({})
  const service = orNotFound(
    items.find(({ key }) => key === params.service),
    locals
  )
  return { service, values: valuesIn(service.names, 'names') }
}

const list = '/admin/announcement-services'

export const actions: Actions = {
  save: actionThen(list, textFields('names'), ({ locals: { api }, params }, values, revision) =>
    api.announcements.changeService({ ...params, revision, names: textsIn(values, 'names') })
  ),
  retire: actionThen(list, [], ({ locals: { api }, params }) =>
    api.announcements.archiveService(params)
  ),
  restore: actionThen(list, [], ({ locals: { api }, params }) =>
    api.announcements.unarchiveService(params)
  )
}
