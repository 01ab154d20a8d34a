import { redirect, type RequestEvent } from '@sveltejs/kit'
import { attempt, typed } from '#lib/form.server.ts'
import { membersOnly } from '#lib/members.server.ts'
import { foundPost, onlyIf } from '../found-post.server.ts'
import { namedPost } from './named-post.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads the form that marks an answer as outdated and links to a current one. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  const found = await foundPost(event.locals, event.params.postId)
  onlyIf(event.locals, found.post.can.outdate)
  return found
}

/** Id of the post named in the text; invalid text is passed on for the endpoint to refuse. */
async function idOf({ locals: { api } }: RequestEvent, postId: number, text: string) {
  const named = namedPost(text)
  if (named === undefined || named.kind === 'post') return named?.id
  const threadId = named.threadId ?? (await api.threads.locate({ id: postId })).threadId
  const { items } = await api.threads.posts({ id: threadId, after: named.number - 1 })
  return items.find(({ number }) => number === named.number)?.id ?? postId
}

export const actions: Actions = {
  mark: async (event) => {
    const values = await typed(event, ['successorId'])
    const id = Number(event.params.postId)
    return attempt(event, values, async () => {
      const successorId = await idOf(event, id, values.successorId)
      await event.locals.api.threads.markOutdated({ id, successorId })
      redirect(303, `/p/${id}`)
    })
  },
  unmark: async (event) =>
    attempt(event, { successorId: '' }, async () => {
      const id = event.params.postId
      await event.locals.api.threads.unmarkOutdated({ id })
      redirect(303, `/p/${id}`)
    })
}
