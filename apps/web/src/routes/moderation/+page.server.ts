import { redirect, type RequestEvent } from '@sveltejs/kit'
import { attempt, formOf, typed } from '#lib/form.server.ts'
import { membersOnly } from '#lib/members.server.ts'
import type { Reason } from '#lib/moderation/words.ts'
import type { CaseRow, Queue, AuthorFacts } from '#lib/shapes.ts'
import type { Api } from '@stoa/api'
import { bulksOf } from './bulk.ts'
import type { Done } from './done.ts'
import { decideMany } from './deciding-many.server.ts'
import { listsOf, withChanges } from './lists.server.ts'
import { postsAround } from './posts-around.server.ts'
import { queueFilterOf } from './queue-filter.ts'
import { countsOf } from './tabs.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads what waits in the moderator's categories, the oldest first. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  const { api } = event.locals
  const filter = queueFilterOf(event.url)
  const { show, reason, category, language, cursor } = filter
  const where = { category, language }
  const all =
    show === 'all' ? shown(await api.moderation.queue({ reason, ...where, cursor })) : undefined
  const lists = all?.counts ? undefined : await listsOf(api, filter)
  const [undoable, suggested] = await Promise.all([
    api.moderation.undoable({}),
    api.announcements.linkSuggestions({})
  ])
  const listed = all?.items.flatMap((item) => (item.kind === 'case' ? item.row : []))
  const opened = openedPost([...(lists?.case.items ?? []), ...(listed ?? [])], filter.context)
  return {
    filter,
    all,
    lists,
    counts: all?.counts ?? (lists ? countsOf(lists) : []),
    undoable: undoable.items,
    suggestions: suggested.items,
    authors: await authorsOf(api, all, lists),
    around: opened ? await postsAround(api, opened) : []
  }
}

const openedPost = (cases: CaseRow[], id?: number) => cases.find((one) => one.id === id)?.post

const shown = ({ items, ...queue }: Queue) => ({
  ...queue,
  items: items.map((item) =>
    item.kind === 'edit' ? { ...item, row: withChanges(item.row) } : item
  )
})

const fields = [
  ...(['caseId', 'postId', 'editId', 'appealId', 'actionId', 'campaignId', 'sweepId'] as const),
  ...(['outcome', 'reason', 'note', 'keepReplies', 'revision', 'read', 'username'] as const)
] as const
type Values = Record<Exclude<(typeof fields)[number], 'reason' | 'note' | 'read'>, string> & {
  reason: Reason
  note?: string
}
type Act = (api: Api['moderation'], values: Values) => Promise<unknown>

/** Form action of the queue: acts, and returns what was done, so that it can be undone. */
const doing = (done: Done, act: Act) => async (event: RequestEvent) => {
  const { read, ...values } = await typed(event, fields)
  const run = async () => {
    // The endpoints refuse an unknown reason.
    const reason = values.reason as Reason
    await act(event.locals.api.moderation, { ...values, reason, note: values.note || undefined })
    const { postId, caseId, campaignId, username } = values
    const ids = { postId: +postId, caseId: +caseId, campaignId: +campaignId, appealId: 0 }
    return { done, ...ids, username }
  }
  return attempt(event, values, run, { read })
}

export const actions: Actions = {
  link: async (event) => {
    const { threadId, announcementId } = await typed(event, ['threadId', 'announcementId'])
    return attempt(event, {}, async () => {
      await event.locals.api.announcements.link({ id: threadId, announcementId })
      redirect(303, '/moderation')
    })
  },
  hide: doing('hidden', (api, { postId, reason, note, keepReplies }) =>
    api.hide({ id: postId, reason, note, keepReplies: keepReplies === 'true' })
  ),
  refuse: doing('refused', (api, { postId, reason, note }) =>
    api.refuse({ id: postId, reason, note })
  ),
  hideCampaign: doing('campaignHidden', (api, { campaignId, reason, note }) =>
    api.decideCampaign({ id: campaignId, outcome: 'hide', reason, note })
  ),
  releaseCampaign: doing('campaignReleased', (api, { campaignId, revision }) =>
    api.decideCampaign({ id: campaignId, outcome: 'release', revision })
  ),
  unassign: doing('handedBack', (api, { postId }) => api.unassign({ id: postId })),
  clearFlag: doing('flagCleared', (api, { postId, revision }) =>
    api.decideFlag({ id: postId, outcome: 'clear', revision })
  ),
  keepFlag: doing('flagKept', (api, { postId, revision }) =>
    api.decideFlag({ id: postId, outcome: 'keep', revision })
  ),
  undoCampaign: doing('undone', (api, { campaignId }) => api.undoCampaign({ id: campaignId })),
  sweep: doing('swept', (api, { username, reason, revision }) =>
    api.sweep({ username, reason, revision })
  ),
  undoSweep: doing('sweepUndone', (api, { username, sweepId }) =>
    api.undoSweep({ username, id: sweepId })
  ),
  undo: doing('undone', (api, { actionId }) => api.undo({ id: actionId })),
  claim: doing('claimed', (api, { caseId }) => api.claimCase({ id: caseId })),
  unclaim: doing('unclaimed', (api, { caseId }) => api.unclaimCase({ id: caseId })),
  bulk: async (event) => {
    const bulks = bulksOf(await formOf(event))
    return attempt(event, {}, async () => ({
      bulk: await decideMany(event.locals.api.moderation, bulks, event.locals.locale)
    }))
  },
  approve: doing('approved', (api, { postId, revision }) => api.approve({ id: postId, revision })),
  approveEdit: doing('editApproved', (api, { editId, revision }) =>
    api.approveEdit({ id: editId, revision })
  ),
  refuseEdit: doing('editRefused', (api, { editId, revision, reason, note }) =>
    api.refuseEdit({ id: editId, revision, reason, note })
  ),
  dismiss: doing('dismissed', (api, { caseId, note }) =>
    api.resolveCase({ id: caseId, outcome: 'dismiss', note })
  ),
  decide: async (event) => {
    const { appealId, outcome, note } = await typed(event, fields)
    const upheld = outcome === 'upheld'
    return attempt(event, { note, appealId }, async () => {
      const decision = {
        outcome: upheld ? 'upheld' : 'rejected',
        answer: note || undefined
      } as const
      await event.locals.api.moderation.decideAppeal({ id: appealId, ...decision })
      const done: Done = upheld ? 'appealUpheld' : 'appealRejected'
      return { done, postId: 0, caseId: 0, campaignId: 0, appealId: Number(appealId), username: '' }
    })
  },
  uphold: doing('upheld', (api, { caseId, reason, note }) =>
    api.resolveCase({ id: caseId, outcome: 'uphold', reason, note })
  )
}

type Row = Queue['items'][number]['row']
type Lists = Awaited<ReturnType<typeof listsOf>>

/** Posts of a reported user, who has no reported post. */
const latest = 3
const maxAuthors = 100

/** What moderators know of the authors of the listed rows, by id, in one call. */
async function authorsOf({ moderation }: Api, all?: Queue, lists?: Lists) {
  const rows: Row[] = all
    ? all.items.map(({ row }) => row)
    : Object.values(lists ?? {}).flatMap(({ items }): readonly Row[] => items)
  const ids = [...new Set(rows.flatMap(authorsIn))].slice(0, maxAuthors)
  if (ids.length === 0) return {}
  const posts = rows.some(isAboutUser) ? latest : 0
  const { items } = await moderation.authors({ ids: ids.join(), posts })
  return Object.fromEntries(items.map((author): [number, AuthorFacts] => [author.id, author]))
}

const authorsIn = (row: Row): number[] =>
  'author' in row ? [row.author.id] : row.posts.map(({ author }) => author.id)

const isAboutUser = (row: Row) => 'reports' in row && row.post === null
