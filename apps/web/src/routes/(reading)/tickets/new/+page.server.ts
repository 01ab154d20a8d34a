import { redirect } from '@sveltejs/kit'
import type { DeskTopic } from '#lib/desk-topics.ts'
import { attempt, typed } from '#lib/form.server.ts'
import { membersOnly } from '#lib/members.server.ts'
import { ifFound } from '#lib/problems.server.ts'
import { uploadRefusal } from '#lib/upload-refusal.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  const { locals, url } = event
  const draft = await ifFound(locals.api.threads.draft({ key: 'ticket' }))
  return {
    start: { title: draft?.title ?? '', body: draft?.body ?? '' },
    refusedUpload: uploadRefusal(url, locals.locale),
    idempotencyKey: crypto.randomUUID()
  }
}

export const actions: Actions = {
  open: async (event) => {
    const values = await typed(event, ['topic', 'title', 'body', 'key'])
    return attempt(event, values, async () => {
      event.locals.useKey(values.key)
      // The endpoint refuses a topic that is not in its list.
      const topic = values.topic as DeskTopic
      const input = { topic, subject: values.title, body: values.body }
      const { url } = await event.locals.api.tickets.open(input)
      redirect(303, url)
    })
  }
}
