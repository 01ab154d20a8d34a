import { redirect } from '@sveltejs/kit'
import { attempt, typed } from '#lib/form.server.ts'
import { membersOnly } from '#lib/members.server.ts'
import { foundPost, mayRedact, onlyIf } from '../found-post.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Shows the Markdown, as the passage is searched in it. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  const { locals, params } = event
  const found = await foundPost(locals, params.postId)
  onlyIf(locals, mayRedact(locals, found.post))
  const { body } = await locals.api.threads.source({ id: params.postId })
  return { ...found, body }
}

export const actions: Actions = {
  default: async (event) => {
    const values = await typed(event, ['text'])
    return attempt(event, values, async () => {
      await event.locals.api.threads.redact({ id: event.params.postId, text: values.text })
      redirect(303, `/p/${event.params.postId}`)
    })
  }
}
