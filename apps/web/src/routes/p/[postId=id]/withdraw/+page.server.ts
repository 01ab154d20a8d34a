import { redirect } from '@sveltejs/kit'
import { attempt } from '#lib/form.server.ts'
import { membersOnly } from '#lib/members.server.ts'
import { foundPost, onlyIf } from '../found-post.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Asks for confirmation; afterwards offers to undo it. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  const found = await foundPost(event.locals, event.params.postId)
  onlyIf(event.locals, found.post.author.id === event.locals.me.id)
  return found
}

export const actions: Actions = {
  withdraw: async (event) =>
    attempt(event, undefined, async () => {
      const id = event.params.postId
      await event.locals.api.threads.withdraw({ id })
      redirect(303, `/p/${id}/withdraw`)
    }),
  undo: async (event) =>
    attempt(event, undefined, async () => {
      const id = event.params.postId
      await event.locals.api.threads.undoWithdrawal({ id })
      redirect(303, `/p/${id}`)
    })
}
