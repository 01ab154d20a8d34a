import { redirect, type RequestEvent } from '@sveltejs/kit'
import type { Api } from '@stoa/api'
import { attempt, attemptEdit, typed } from '#lib/form.server.ts'
import { membersOnly } from '#lib/members.server.ts'
import { orMoved } from '#lib/problems.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads the forms with which author and moderators manage a thread. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  const { api } = event.locals
  const { thread, posts, announcements, official } = await orMoved(
    api.threads.show({ id: event.params.id })
  )
  const active = thread.can.moderate
    ? await api.announcements.list({ active: 'true' })
    : { items: [] }
  const notes = thread.can.moderate
    ? await api.volunteers.threadNotes({ id: thread.id })
    : { items: [] }
  const firstPostId = posts.find(({ number }) => number === 1)?.id
  const source = firstPostId && (await api.threads.source({ id: firstPostId }))
  const snapshot = source ? source.threadSnapshot : null
  const isAnswered = thread.acceptedPostId !== null || official.length > 0
  const linked = announcements
  return {
    thread,
    snapshot,
    firstPostId,
    isAnswered,
    linked,
    active: active.items,
    notes: notes.items
  }
}

type Values = Partial<Record<string, string>>

type Act<F extends string> = (
  threads: Api['threads'],
  id: number,
  values: Record<F, string>
) => Promise<unknown>

/** A refused form returns its own fields only; the page's other forms keep theirs. */
const onThread =
  <F extends string>(fields: readonly F[], act: Act<F>) =>
  async (event: RequestEvent) => {
    const values = await typed(event, fields)
    return attemptEdit<Values, never>(event, values, async () => {
      const id = Number(event.params.id)
      await act(event.locals.api.threads, id, values)
      redirect(303, `/t/${id}`)
    })
  }

type Tie = (
  api: Api['announcements'],
  ids: { id: number; announcementId: string }
) => Promise<unknown>

const onAnnouncement = (tie: Tie) => async (event: RequestEvent) => {
  const values = await typed(event, ['announcementId'])
  return attempt<Values, never>(event, values, async () => {
    const id = Number(event.params.id)
    await tie(event.locals.api.announcements, { id, announcementId: values.announcementId })
    redirect(303, `/t/${id}`)
  })
}

const tagsOf = (text: string) => text.split(/[\s,，、]+/).filter(Boolean)

/** ISO time in so many days; other text is passed on for the endpoint to refuse. */
function inDays(days: string): string {
  const time = new Date(Date.now() + Number(days) * 86_400_000)
  return Number.isNaN(time.getTime()) ? days : time.toISOString()
}

// The endpoints refuse unknown choices.
type Change = Parameters<Api['threads']['change']>[0]
type Closing = Parameters<Api['threads']['close']>[0]
type Pin = Parameters<Api['threads']['pin']>[0]

export const actions: Actions = {
  change: onThread(
    ['title', 'tags', 'language', 'categoryId', 'revision'],
    (threads, id, { title, tags, language, categoryId, revision }) =>
      threads.change({
        ...{ id, title, tags: tagsOf(tags), revision: revision || undefined },
        language: language as Change['language'],
        categoryId: categoryId || undefined
      })
  ),
  close: onThread(['reason', 'reopenDays'], (threads, id, { reason, reopenDays }) =>
    threads.close({
      ...{ id, reason: reason as Closing['reason'] },
      reopensAt: reopenDays ? inDays(reopenDays) : undefined
    })
  ),
  slow: onThread(['seconds'], (threads, id, { seconds }) =>
    seconds ? threads.slow({ id, seconds }) : threads.unslow({ id })
  ),
  note: async (event) => {
    const { text } = await typed(event, ['text'])
    return attempt<Values, never>(event, { text }, async () => {
      const id = Number(event.params.id)
      await event.locals.api.volunteers.noteOnThread({ id, text })
      redirect(303, `/t/${id}/manage#notes`)
    })
  },
  removeNote: async (event) => {
    const { noteId } = await typed(event, ['noteId'])
    return attempt<Values, never>(event, {}, async () => {
      await event.locals.api.volunteers.removeNote({ id: noteId })
      redirect(303, `/t/${event.params.id}/manage#notes`)
    })
  },
  reopen: onThread([], (threads, id) => threads.reopen({ id })),
  pin: onThread(['scope', 'days'], (threads, id, { scope, days }) =>
    threads.pin({ id, scope: (scope || undefined) as Pin['scope'], until: inDays(days) })
  ),
  link: onAnnouncement((api, ids) => api.link(ids)),
  unlink: onAnnouncement((api, ids) => api.unlink(ids)),
  unpin: onThread([], (threads, id) => threads.unpin({ id }))
}
