import { and, asc, desc, eq } from 'drizzle-orm'
import { authorColumns, usersAs } from '@stoa/accounts'
import { notFound, type Context } from '@stoa/core'
import { languagesOf, wordsFor } from '@stoa/core/languages'
import { threadsInOrder } from '@stoa/threads'
import { acknowledgementOf } from './acknowledge.ts'
import { approversOf } from './approvers.ts'
import { phasesOf } from './content.ts'
import type { AnnouncementPage } from './endpoints/reading-contract.ts'
import { followedBy } from './following.ts'
import { linkedThreadIds } from './marks.ts'
import { can, visibleAnnouncements } from './policy.ts'
import { isApprovable, needsApproval } from './second-person.ts'
import { namesFor, rowColumns, toRow } from './rows.ts'
import { proposalsOf } from './proposal-list.ts'
import { showBodies } from './render.ts'
import { announcements, announcementUpdates, type Phase, type State } from './schema.ts'
import { htmlOf, type Html } from './shown-words.ts'
import { notifiedReadersOf, readersOfPublicUpdate, readersToNotify } from './notified-readers.ts'
import { subscribersOf } from './subscriptions/mails.ts'

/**
 * Returns an announcement for its page: text, updates, and linked threads that the actor may read.
 * A withdrawn announcement shows only its correction.
 * @throws Problem 404
 */
export async function showAnnouncement(ctx: Context, id: number): Promise<AnnouncementPage> {
  const found = await read(ctx, id)
  const writes = can.announce(ctx.actor)
  const [head, updates, threadIds, followed, acknowledgement] = await Promise.all([
    headOf(ctx, id, found),
    found.state === 'withdrawn' ? [] : updatesOf(ctx, id, writes),
    linkedThreadIds(ctx, id),
    followedBy(ctx),
    found.row.asksAcknowledgement ? acknowledgementOf(ctx, id) : null
  ])
  return {
    announcement: head,
    updates,
    proposals: writes ? await proposalsOf(ctx, id) : [],
    threads: await threadsInOrder(ctx, threadIds),
    acknowledgement,
    following: followed.includes(found.row.type),
    can: powersOver(ctx, found)
  }
}

async function read({ db, actor }: Context, id: number) {
  const [found] = await db
    .select({
      row: rowColumns,
      state: announcements.state,
      revision: announcements.revision,
      publicRevision: announcements.publicRevision,
      approvalDue: announcements.approvalDue,
      correction: announcements.correction,
      correctionHtml: announcements.correctionHtml,
      discussionThreadId: announcements.discussionThreadId,
      notifyAt: announcements.notifyAt,
      notifiedAt: announcements.notifiedAt,
      needsApproval,
      mayApprove: isApprovable(actor)
    })
    .from(announcements)
    .where(and(eq(announcements.id, id), visibleAnnouncements(actor)))
  if (!found) throw notFound()
  const waits = found.notifiedAt === null
  return {
    ...found,
    notifyAt: waits ? found.notifyAt : null,
    pending: found.state === 'published' && found.publicRevision < found.revision
  }
}

type FoundPage = Awaited<ReturnType<typeof read>>

async function headOf(
  ctx: Context,
  id: number,
  found: FoundPage
): Promise<AnnouncementPage['announcement']> {
  const writes = can.announce(ctx.actor)
  const withdrawn = found.state === 'withdrawn'
  const noTexts: Html = {}
  const [names, texts] = await Promise.all([
    namesFor(ctx),
    withdrawn && !writes ? noTexts : htmlOf(ctx, id)
  ])
  return {
    ...toRow(ctx, found.row, names),
    html: wordsFor(ctx, texts),
    languages: languagesOf(ctx, texts),
    correction: withdrawn
      ? await showBodies(ctx, found.correction ?? {}, found.correctionHtml)
      : null,
    discussion: await discussionOf(ctx, found.discussionThreadId),
    publicRevision: found.publicRevision,
    ...(await pendingNotification(writes ? found.notifyAt : null, () =>
      recipientsOf(ctx, { id, state: found.state })
    )),
    approvalDue: writes && found.approvalDue,
    pending: writes && found.pending,
    approvers: writes && found.needsApproval ? await approversOf(ctx, id) : []
  }
}

function powersOver({ actor }: Context, found: FoundPage): AnnouncementPage['can'] {
  const writes = can.announce(actor)
  return {
    edit: can.edit(actor, found),
    publish: can.publish(actor, found),
    approve: writes && found.mayApprove,
    update: can.update(actor, found) && phasesOf(found.row.basis).length > 0,
    reword: can.reword(actor, found),
    withdraw: can.withdraw(actor, found),
    stopNotifying: writes && found.notifyAt !== null
  }
}

/** Recipients are counted only while a notification can be stopped. */
const pendingNotification = async (notifyAt: string | null, count: () => Promise<number>) => ({
  notifyAt,
  recipients: notifyAt === null ? null : await count()
})

const author = usersAs('author')

async function updatesOf(
  ctx: Context,
  announcementId: number,
  writes: boolean
): Promise<AnnouncementPage['updates']> {
  const rows = await ctx.db
    .select({ update: announcementUpdates, author: authorColumns(author) })
    .from(announcementUpdates)
    .innerJoin(author, eq(author.id, announcementUpdates.authorId))
    .where(eq(announcementUpdates.announcementId, announcementId))
    .orderBy(desc(announcementUpdates.createdAt), asc(announcementUpdates.id))
  return Promise.all(
    rows.map(async ({ update, author }) => {
      const { id, phase, bodies, html, createdAt, changedAt, notifyAt, notifiedAt } = update
      return {
        ...{ id, phase, createdAt, changedAt, author: writes ? author : null },
        ...(await pendingNotification(writes && notifiedAt === null ? notifyAt : null, () =>
          recipientsOfUpdate(ctx, announcementId, phase)
        )),
        ...(await showBodies(ctx, bodies, html))
      }
    })
  )
}

async function discussionOf(ctx: Context, threadId: number | null) {
  if (threadId === null) return null
  const [thread] = await threadsInOrder(ctx, [threadId])
  return thread ?? null
}

type Found = { id: number; state: State }

/**
 * Number of members and subscribed addresses that the pending notification of an announcement or
 * its correction goes to. The caller writes announcements.
 */
async function recipientsOf(ctx: Context, { id, state }: Found): Promise<number> {
  const members = state === 'withdrawn' ? notifiedReadersOf(ctx, id) : readersToNotify(ctx, id)
  return sizeOf(ctx, id, await members)
}

/** As `recipientsOf`, for an update. */
async function recipientsOfUpdate(ctx: Context, id: number, phase: Phase): Promise<number> {
  const { followers, concerned } = await readersOfPublicUpdate(ctx, id, phase === 'resolved')
  return sizeOf(ctx, id, [...followers, ...concerned])
}

async function sizeOf(ctx: Context, id: number, userIds: readonly number[]): Promise<number> {
  return new Set(userIds).size + (await subscribersOf(ctx, id)).length
}
