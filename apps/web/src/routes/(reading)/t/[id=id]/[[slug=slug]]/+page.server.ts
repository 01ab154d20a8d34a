import { redirect, type RequestEvent } from '@sveltejs/kit'
import type { Api } from '@stoa/api'
import { attempt, typed } from '#lib/form.server.ts'
import { orMoved } from '#lib/problems.server.ts'
import { keepHere } from '#lib/unsent.ts'
import { uploadRefusal } from '#lib/upload-refusal.server.ts'
import { replyStart } from './reply-start.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** One thread, twenty posts of it. A merged thread leads to the one it became part of. */
export const load: PageServerLoad = async ({ locals: { api, locale, me }, params, url }) => {
  const page = url.searchParams.get('page') ?? '1'
  const [shown, related] = await Promise.all([
    orMoved(api.threads.show({ id: params.id, page })),
    api.threads.related({ id: params.id })
  ])
  const start = await replyStart(api, shown, url)
  const wait = await waitOf(api, me, shown)
  const suggested = await suggestedBy(api, me, shown)
  return {
    content: keepHere({ ...shown, related: related.items, start, wait, suggested }),
    refusedUpload: uploadRefusal(url, locale),
    idempotencyKey: crypto.randomUUID()
  }
}

type Shown = Awaited<ReturnType<Api['threads']['show']>>

/** Minutes that posts usually wait here, or null, for whoever reads one of their own that does. */
async function waitOf(api: Api, me: App.Locals['me'], { posts, thread }: Shown) {
  const waits = posts.some(({ state, author }) => state === 'held' && author.id === me.id)
  if (!waits) return undefined
  return (await api.moderation.usualWait({ slug: thread.category.slug })).minutes
}

/** Whether it may need a ticket by the rules of the desk, for its author and who moderates it. */
async function suggestedBy(api: Api, me: App.Locals['me'], { thread }: Shown) {
  const { can, author, escalation, solved, closed } = thread
  const concerned = can.escalate && (author.id === me.id || can.moderate)
  if (!concerned || escalation || solved || closed) return undefined
  return api.tickets.suggestionFor({ id: thread.id })
}

/** What a button sends back when it is refused: nothing was typed. */
const untouched = { body: '', replyTo: '' }

type Act = (api: Api, id: number) => Promise<unknown>

/** A button on a post: acts, then leads back to the post wherever it is now. */
const onPost = (act: Act) => async (event: RequestEvent) => {
  const { postId } = await typed(event, ['postId'])
  return attempt(event, untouched, async () => {
    await act(event.locals.api, Number(postId))
    redirect(303, `/p/${postId}`)
  })
}

/** A button on the thread. */
const onThread = (act: Act) => async (event: RequestEvent) =>
  attempt(event, untouched, async () => {
    const id = Number(event.params.id)
    await act(event.locals.api, id)
    redirect(303, `/t/${id}`)
  })

export const actions: Actions = {
  reply: async (event) => {
    const { body, replyTo, key } = await typed(event, ['body', 'replyTo', 'key'])
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
  accept: async (event) => {
    const { postId } = await typed(event, ['postId'])
    return attempt(event, untouched, async () => {
      await event.locals.api.threads.accept({ id: event.params.id, postId })
      redirect(303, `/t/${event.params.id}`)
    })
  },
  unaccept: onThread((api, id) => api.threads.unaccept({ id })),
  follow: onThread((api, id) => api.threads.follow({ id })),
  mute: onThread((api, id) => api.threads.follow({ id, level: 'muted' })),
  unfollow: onThread((api, id) => api.threads.unfollow({ id })),
  sameProblem: onThread((api, id) => api.threads.sameProblem({ id })),
  notSameProblem: onThread((api, id) => api.threads.notSameProblem({ id }))
}
