import { redirect } from '@sveltejs/kit'
import { attempt, typed } from '#lib/form.server.ts'
import { membersOnly } from '#lib/members.server.ts'
import { proofFields, withProof } from '#lib/forms/action.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads a change of readers that waits, with the texts that it shows to more people. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  return { change: await event.locals.api.articles.readerChange({ id: event.params.change }) }
}

export const actions: Actions = {
  approve: async (event) => {
    membersOnly(event)
    const { revision, ...proof } = await typed(event, ['revision', ...proofFields])
    return attempt(event, undefined, async () => {
      const input = { id: event.params.change, revision }
      await withProof(event, proof, () => event.locals.api.articles.approveReaders(input))
      redirect(303, '/articles/work')
    })
  },
  discard: async (event) => {
    membersOnly(event)
    return attempt(event, undefined, async () => {
      await event.locals.api.articles.discardReaders({ id: event.params.change })
      redirect(303, '/articles/work')
    })
  }
}
