import { fail, redirect, type RequestEvent } from '@sveltejs/kit'
import type { Api } from '@stoa/api'
import { attempt, typed } from '#lib/form.server.ts'
import { onlyAgrees, pageOf } from '#lib/threads/posts.ts'
import { orMoved } from '#lib/problems.server.ts'
import { loadThread } from './thread.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads one page of a thread. */
export const load: PageServerLoad = (event) => event.locals.loaded?.thread ?? loadThread(event)

type Pressed = { threadId: number; value: string }

/**
 * Form action of a button; all buttons belong to the reply form. It acts, saves the reply as a
 * draft, and redirects.
 * @param name of the button, whose value is the id or number it acts on
 * @param act returns the address to redirect to
 */
const acting =
  (name: 'postId' | 'quoted', act: (api: Api, pressed: Pressed) => Promise<string>) =>
  async (event: RequestEvent) => {
    const { body, replyTo, [name]: value } = await typed(event, ['body', 'replyTo', name])
    return attempt(event, { body, replyTo }, async () => {
      const { api } = event.locals
      const threadId = Number(event.params.id)
      const next = await act(api, { threadId, value })
      const draft = { key: `thread:${threadId}`, body, replyTo: Number(replyTo) || undefined }
      if (body.trim() !== '') await api.threads.saveDraft(draft)
      redirect(303, next)
    })
  }

/** Whether the reader may press "me too" and has not. */
async function offersMeToo({ locals: { api }, params }: RequestEvent) {
  const { thread } = await orMoved(api.threads.show({ id: params.id ?? '' }))
  return thread.can.meToo && !thread.meToo
}

type Act = (api: Api, id: number) => Promise<unknown>

/** Action of a button on a post; redirects to the post's current place. */
const onPost = (act: Act) =>
  acting('postId', async (api, { value }) => {
    await act(api, Number(value))
    return `/p/${value}`
  })

/** Action of a button on the thread. */
const onThread = (act: Act) =>
  acting('postId', async (api, { threadId }) => {
    await act(api, threadId)
    return `/t/${threadId}`
  })

export const actions: Actions = {
  reply: async (event) => {
    const { body, replyTo, key, anyway } = await typed(event, ['body', 'replyTo', 'key', 'anyway'])
    if (!anyway && onlyAgrees(body) && (await offersMeToo(event)))
      return fail(422, { agrees: true, values: { body, replyTo } })
    return attempt(event, { body, replyTo }, async () => {
      event.locals.useKey(key)
      const input = { id: event.params.id, body, replyTo: replyTo || undefined }
      const { url } = await event.locals.api.threads.reply(input)
      redirect(303, url)
    })
  },
  vote: onPost((api, id) => api.threads.vote({ id })),
  unvote: onPost((api, id) => api.threads.unvote({ id })),
  bookmark: onPost((api, id) => api.threads.bookmark({ id })),
  unbookmark: onPost((api, id) => api.threads.unbookmark({ id })),
  quote: acting('quoted', async (_, { threadId, value }) => {
    const page = pageOf(Number(value))
    return `/t/${threadId}?page=${page}&replyTo=${Number(value)}#reply`
  }),
  accept: acting('postId', async ({ threads }, { threadId, value }) => {
    await threads.accept({ id: threadId, postId: value })
    return `/t/${threadId}#accepted`
  }),
  unaccept: onThread((api, id) => api.threads.unaccept({ id })),
  follow: onThread((api, id) => api.threads.follow({ id })),
  mute: onThread((api, id) => api.threads.follow({ id, level: 'muted' })),
  unfollow: onThread((api, id) => api.threads.unfollow({ id })),
  addMeToo: async (event) => {
    const { body, replyTo } = await typed(event, ['body', 'replyTo'])
    return attempt(event, { body, replyTo }, async () => {
      const { threads } = event.locals.api
      const id = Number(event.params.id)
      const key = `thread:${id}`
      await threads.addMeToo({ id })
      // What this says better is dropped; anything else stays typed.
      if (onlyAgrees(body)) await threads.deleteDraft({ key })
      else if (body.trim() !== '')
        await threads.saveDraft({ key, body, replyTo: Number(replyTo) || undefined })
      redirect(303, `/t/${id}`)
    })
  },
  removeMeToo: onThread((api, id) => api.threads.removeMeToo({ id }))
}
