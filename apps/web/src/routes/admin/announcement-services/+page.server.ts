import { actionThen } from '#lib/forms/action.server.ts'
import { textFields, textsIn } from '#lib/text-fields.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { api } }) => ({
  services: (await api.announcements.services({})).items
})

const list = '/admin/announcement-services'

export const actions: Actions = {
  default: actionThen(list, textFields('names'), ({ locals: { api } }, values) =>
    api.announcements.addService({ names: textsIn(values, 'names') })
  )
}
