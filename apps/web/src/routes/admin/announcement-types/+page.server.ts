import type { Api } from '@stoa/api'
import { actionThen } from '#lib/forms/action.server.ts'
import { textFields, textsIn } from '#lib/text-fields.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { api } }) => ({
  types: (await api.announcements.types({})).items
})

type Basis = Parameters<Api['announcements']['addType']>[0]['basis']

const fields = ['basis', ...textFields('names')] as const

export const actions: Actions = {
  default: actionThen('/admin/announcement-types', fields, ({ locals: { api } }, values) => {
    // The endpoint refuses an unknown basis.
    const basis = values.basis as Basis
    return api.announcements.addType({ basis, names: textsIn(values, 'names') })
  })
}
