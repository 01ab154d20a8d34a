import { redirect } from '@sveltejs/kit'
import { topicsOf } from '#lib/tickets/topics.ts'
import { attempt, formOf } from '#lib/form.server.ts'
import { membersOnly } from '#lib/members.server.ts'
import { orMoved } from '#lib/problems.server.ts'
import { onlyIf } from '../../../p/[postId=id]/found-post.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads the thread with the posts to choose from; redirects to an open ticket about it. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  const { api, me } = event.locals
  const { id } = event.params
  const { thread } = await orMoved(api.threads.show({ id }))
  onlyIf(event.locals, thread.can.escalate)
  const forAuthor = thread.can.moderate && thread.author.id !== me.id
  if (!forAuthor) await leadToOpen(event.locals, id)
  const found = await api.tickets.deflection({ title: thread.title.slice(0, 200), thread: id })
  return {
    forAuthor,
    topics: await topicsOf(event.locals),
    // The moderator's own tickets do not answer the author's question.
    found: forAuthor ? { ...found, own: [] } : found,
    thread: { id: thread.id, title: thread.title, url: thread.url, language: thread.language },
    posts: (await api.tickets.postsToChoose({ id })).items
  }
}

async function leadToOpen({ api }: App.Locals, thread: number) {
  const [open] = (await api.tickets.list({ thread, open: 'true' })).items
  if (open) redirect(302, open.url)
}

export const actions: Actions = {
  default: async (event) => {
    const form = await formOf(event)
    const text = (name: string) => {
      const value = form.get(name)
      return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : ''
    }
    const values = { topic: text('topic'), reason: text('reason') }
    const postIds = form.getAll('postIds').map(Number)
    return attempt(event, { ...values, postIds }, async () => {
      const input = { id: event.params.id, ...values, postIds }
      const { url, reason } = await event.locals.api.tickets.escalate(input)
      if (reason === 'not_sent') return { notSent: values.reason, open: url }
      // A moderator who escalates for the author cannot open the ticket.
      if (url) redirect(303, url)
      return { escalated: true }
    })
  }
}
