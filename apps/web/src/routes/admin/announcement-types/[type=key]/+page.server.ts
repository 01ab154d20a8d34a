import { actionThen } from '#lib/forms/action.server.ts'
import { orNotFound } from '#lib/problems.server.ts'
import { textFields, textsIn, valuesIn } from '#lib/text-fields.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads a custom announcement type; built-in ones are not editable. */
export const load: PageServerLoad = async ({ locals, params }) => {
  const { items } = await locals.api.announcements.types({})
  const found = items.find(({ key, builtIn }) => key === params.type && !builtIn)
  const type = orNotFound(found, locals)
  return { type, values: valuesIn(type.names, 'names') }
}

const list = '/admin/announcement-types'

export const actions: Actions = {
  save: actionThen(list, textFields('names'), ({ locals: { api }, params }, values, revision) =>
    api.announcements.changeType({ ...params, revision, names: textsIn(values, 'names') })
  ),
  retire: actionThen(list, [], ({ locals: { api }, params }) =>
    api.announcements.removeType(params)
  ),
  restore: actionThen(list, [], ({ locals: { api }, params }) =>
    api.announcements.changeType({ ...params, offered: true })
  )
}
