import { redirect } from '@sveltejs/kit'
import type { Api } from '@stoa/api'
import { attempt, typed } from '#lib/form.server.ts'
import { nameFields, namesOf } from './name-fields.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { api } }) => ({
  types: (await api.announcements.types({})).items
})

type Basis = Parameters<Api['announcements']['addType']>[0]['basis']

export const actions: Actions = {
  default: async (event) => {
    const values = await typed(event, ['key', 'basis', ...nameFields])
    return attempt(event, values, async () => {
      const { key, basis } = values
      // The endpoint refuses an unknown basis.
      const input = { key, basis: basis as Basis, names: namesOf(values) }
      await event.locals.api.announcements.addType(input)
      redirect(303, '/admin/announcement-types')
    })
  }
}
