import { redirect } from '@sveltejs/kit'
import { attempt, attemptEdit, begun, typed } from '#lib/form.server.ts'
import { textsIn } from '#lib/field-values.ts'
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
  const [found, { body, awaitingBody, fields, editSnapshot: snapshot }, draft] = await Promise.all([
    foundPost(locals, id),
    api.threads.source({ id }),
    ifFound(api.threads.draft({ key: draftKey(id) }))
  ])
  onlyIf(locals, found.post.can.edit)
  const drafted = url.searchParams.has('fresh') ? undefined : draft?.body
  const waiting = awaitingBody !== null
  const last = awaitingBody ?? body
  // A draft without answers has cleared them.
  const answers = JSON.stringify(drafted ? (draft?.fields ?? {}) : fields)
  const isDrafted = Boolean(drafted) && drafted !== last
  return { ...found, snapshot, body: drafted || last, fields: answers, drafted: isDrafted, waiting }
}

const edited = ['body', 'reason', 'fields'] as const

export const actions: Actions = {
  save: async (event) => {
    const values = await typed(event, edited)
    return attemptEdit(event, values, async (revision) => {
      const { threads } = event.locals.api
      const id = event.params.postId
      const { body, reason } = values
      const fields = textsIn(values.fields)
      const edit = { id, revision, body, reason: reason || undefined, fields }
      const waits = await threads.edit(edit)
      await ifFound(threads.deleteDraft({ key: draftKey(id) }))
      redirect(303, waits?.awaitingApproval ? `/p/${id}/edit` : `/p/${id}`)
    })
  },
  preview: async (event) => {
    const opened = await begun(event)
    const values = await typed(event, edited)
    return attempt(
      event,
      values,
      async () => {
        const { html } = await event.locals.api.threads.preview({ body: values.body })
        return { values, html, begun: opened }
      },
      opened
    )
  }
}
