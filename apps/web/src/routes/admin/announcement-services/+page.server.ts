import { redirect, type RequestEvent } from '@sveltejs/kit'
import { attempt, typed } from '#lib/form.server.ts'
import { nameFields, namesOf } from '../announcement-types/name-fields.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { api } }) => ({
  services: (await api.announcements.services({})).items
})

/** Swaps a service with its neighbour. */
const moving = (step: 1 | -1) => async (event: RequestEvent) => {
  const { service } = await typed(event, ['service'])
  return attempt(event, {}, async () => {
    const { announcements } = event.locals.api
    const { items } = await announcements.services({})
    const keys = items.flatMap(({ key, archived }) => (archived ? [] : key))
    const from = keys.indexOf(service)
    if (from >= 0 && keys[from + step] !== undefined) {
      keys.splice(from, 1)
      keys.splice(from + step, 0, service)
      await announcements.orderServices({ keys })
    }
    redirect(303, '/admin/announcement-services')
  })
}

export const actions: Actions = {
  add: async (event) => {
    const values = await typed(event, ['key', ...nameFields])
    return attempt(event, values, async () => {
      await event.locals.api.announcements.addService({ key: values.key, names: namesOf(values) })
      redirect(303, '/admin/announcement-services')
    })
  },
  up: moving(-1),
  down: moving(1)
}
