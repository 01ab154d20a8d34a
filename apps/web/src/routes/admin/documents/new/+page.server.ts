import { save } from '../save.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads the languages of the forum. */
export const load: PageServerLoad = async ({ locals: { api } }) => ({
  writtenIn: (await api.documents.source({ slug: 'rules' })).languages
})

export const actions: Actions = { default: (event) => save(event) }
