import { redirect } from '@sveltejs/kit'
import { attempt, typed } from '#lib/form.server.ts'
import { membersOnly } from '#lib/members.server.ts'
import { ifFound } from '#lib/problems.server.ts'
import { foundPost, onlyIf } from '../found-post.server.ts'
import type { Actions, PageServerLoad } from './$types'

const draftKey = (id: number) => `post:${id}`

/** Loads the current text, or the author's draft of an edit. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  const { locals, params, url } = event
  const { api } = locals
  const id = params.postId
  const [found, { body, awaitingBody }, draft] = await Promise.all([
    foundPost(locals, id),
    api.threads.source({ id }),
    ifFound(api.threads.draft({ key: draftKey(id) }))
  ])
  onlyIf(locals, found.post.can.edit)
  const drafted = url.searchParams.has('fresh') ? undefined : draft?.body
  const waiting = awaitingBody !== null
  const last = awaitingBody ?? body
  return { ...found, body: drafted || last, drafted: Boolean(drafted) && drafted !== last, waiting }
}

export const actions: Actions = {
  save: async (event) => {
    const values = await typed(event, ['body', 'reason'])
    return attempt(event, values, async () => {
      const { threads } = event.locals.api
      const id = event.params.postId
      const edit = { id, body: values.body, reason: values.reason || undefined }
      const waits = await threads.edit(edit)
      await ifFound(threads.deleteDraft({ key: draftKey(id) }))
      redirect(303, waits?.awaitingApproval ? `/p/${id}/edit` : `/p/${id}`)
    })
  },
  preview: async (event) => {
    const values = await typed(event, ['body', 'reason'])
    return attempt(event, values, async () => {
      const { html } = await event.locals.api.threads.preview({ body: values.body })
      return { values, html }
    })
  }
}
