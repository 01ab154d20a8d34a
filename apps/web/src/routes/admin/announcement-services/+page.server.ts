import { actionThen } from '#lib/action.server.ts'
import { moved } from '#lib/list-order.ts'
import { textFields, textsIn } from '#lib/text-fields.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { api } }) => ({
  services: (await api.announcements.services({})).items
})

const list = '/admin/announcement-services'

/** Swaps a service with its neighbour. */
const moving = (step: 1 | -1) =>
  actionThen(list, ['id'], async ({ locals: { api } }, { id }) => {
    const { items } = await api.announcements.services({})
    const keys = items.flatMap(({ key, archived }) => (archived ? [] : key))
    await api.announcements.orderServices({ keys: moved(keys, id, step) })
  })

export const actions: Actions = {
  add: actionThen(list, ['key', ...textFields('names')], ({ locals: { api } }, values) =>
    api.announcements.addService({ key: values.key, names: textsIn(values, 'names') })
  ),
  up: moving(-1),
  down: moving(1)
}
