import { redirect } from '@sveltejs/kit'
import { attempt, typed } from '#lib/form.server.ts'
import { membersOnly } from '#lib/members.server.ts'
import { ifFound } from '#lib/problems.server.ts'
import { foundPost, onlyIf } from '../found-post.server.ts'
import type { Actions, PageServerLoad } from './$types'

const draftKey = (id: number) => `post:${id}`

/** The text as it stands, or as far as its author came with changing it. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  const { locals, params, url } = event
  const { api } = locals
  const id = params.postId
  const [found, { body }, draft] = await Promise.all([
    foundPost(locals, id),
    api.threads.source({ id }),
    ifFound(api.threads.draft({ key: draftKey(id) }))
  ])
  onlyIf(locals, found.post.can.edit)
  const drafted = url.searchParams.has('fresh') ? undefined : draft?.body
  return { ...found, body: drafted || body, drafted: Boolean(drafted) && drafted !== body }
}

export const actions: Actions = {
  save: async (event) => {
    const values = await typed(event, ['body', 'reason'])
    return attempt(event, values, async () => {
      const { threads } = event.locals.api
      const id = event.params.postId
      await threads.edit({ id, body: values.body, reason: values.reason || undefined })
      await ifFound(threads.dropDraft({ key: draftKey(id) }))
      redirect(303, `/p/${id}`)
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
