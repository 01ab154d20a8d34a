import { redirect, type RequestEvent } from '@sveltejs/kit'
import type { Api } from '@stoa/api'
import { attempt, typed } from '#lib/form.server.ts'
import { membersOnly } from '#lib/members.server.ts'
import { proofFields, withProof } from '#lib/forms/action.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads a user's record and what the moderator may do. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  const { username } = event.params
  const { moderation, volunteers } = event.locals.api
  const [record, notes] = await Promise.all([
    moderation.record({ username }),
    volunteers.userNotes({ username })
  ])
  if (record.username !== username) redirect(302, pageOf(record.username))
  return { record, notes: notes.items, done: event.url.searchParams.get('done') }
}

const pageOf = (username: string) => `/u/${encodeURIComponent(username)}/moderate`

const fields = [
  'kind',
  'hours',
  'categoryId',
  'reason',
  'note',
  'known',
  'sanctionId',
  'sweepId',
  'since',
  'before'
] as const
type Values = Record<(typeof fields)[number], string>
type Sanction = Parameters<Api['moderation']['sanction']>[0]

const doing =
  (
    done: string,
    act: (api: Api['moderation'], username: string, values: Values) => Promise<unknown>
  ) =>
  async (event: RequestEvent) => {
    const values = await typed(event, fields)
    return attempt(event, values, async () => {
      const username = event.params.username ?? ''
      await act(event.locals.api.moderation, username, values)
      redirect(303, `${pageOf(username)}?done=${done}`)
    })
  }

export const actions: Actions = {
  sanction: doing('imposed', (api, username, values) => api.sanction(sanctionOf(username, values))),
  undoSweep: doing('undone', (api, username, { sweepId }) =>
    api.undoSweep({ username, id: sweepId })
  ),
  reverse: async (event) => {
    const { password, code, since, before, hours } = await typed(event, [...fields, ...proofFields])
    const start = since || inHours(-Number(hours))
    return attempt(event, { since: start, before }, async () => {
      const { username = '' } = event.params
      const input = { username, since: start, before: Number(before) || undefined }
      const { moderation } = event.locals.api
      const run = () => moderation.reverse(input)
      return { reversed: { ...(await withProof(event, { password, code }, run)), since: start } }
    })
  },
  note: async (event) => {
    const { text } = await typed(event, ['text'])
    return attempt(event, { text }, async () => {
      const { username = '' } = event.params
      await event.locals.api.volunteers.noteOnUser({ username, text })
      redirect(303, `${pageOf(username)}#notes`)
    })
  },
  removeNote: async (event) => {
    const { noteId } = await typed(event, ['noteId'])
    return attempt(event, {}, async () => {
      await event.locals.api.volunteers.removeNote({ id: noteId })
      redirect(303, `${pageOf(event.params.username ?? '')}#notes`)
    })
  },
  lift: doing('lifted', (api, username, { sanctionId }) =>
    api.liftSanction({ username, id: sanctionId })
  )
}

// The endpoint refuses unknown choices.
function sanctionOf(username: string, values: Values): Sanction {
  const { kind, hours, categoryId, reason, note, known } = values
  return {
    username,
    kind: kind as Sanction['kind'],
    reason: reason as Sanction['reason'],
    until: kind === 'warning' || hours === '' ? undefined : inHours(Number(hours)),
    categoryId: kind === 'suspension' || categoryId === '' ? undefined : categoryId,
    note: note || undefined,
    known: known || undefined
  }
}

/** ISO time in so many hours; other text is passed on for the endpoint to refuse. */
function inHours(hours: number): string {
  const time = new Date(Date.now() + hours * 3_600_000)
  return Number.isNaN(time.getTime()) ? String(hours) : time.toISOString()
}
