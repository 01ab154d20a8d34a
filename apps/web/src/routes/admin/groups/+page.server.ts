import { redirect } from '@sveltejs/kit'
import { attempt, typed } from '#lib/form.server.ts'
import { textFields, textsIn } from '#lib/text-fields.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads all groups. */
export const load: PageServerLoad = async ({ locals: { api } }) => ({
  groups: (await api.groups.groups({})).items,
  idempotencyKey: crypto.randomUUID()
})

export const actions: Actions = {
  default: async (event) => {
    const { key, ...values } = await typed(event, [...textFields('name'), 'key'])
    return attempt(event, values, async () => {
      event.locals.useKey(key)
      const { id } = await event.locals.api.groups.create({ name: textsIn(values, 'name') })
      redirect(303, `/groups/${id}`)
    })
  }
}
