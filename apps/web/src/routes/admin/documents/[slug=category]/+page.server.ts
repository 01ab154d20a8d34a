import { save } from '../save.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads what is edited: the version that waits, else the newest public one, else the template. */
export const load: PageServerLoad = async ({ locals: { api }, params }) => ({
  source: await api.documents.source({ slug: params.slug })
})

export const actions: Actions = { default: (event) => save(event, event.params.slug) }
