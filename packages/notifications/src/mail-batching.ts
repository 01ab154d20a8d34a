import { after, type Context } from '@stoa/core'
import { departureAfter, type Restoration } from '@stoa/core/effects'
import { secondsUntilMails } from './delivery.ts'
import { foldAll, isAboutPost } from './folding.ts'
import { isWaking } from './preferences.ts'
import { endOfQuiet, type QuietHours } from './quiet-hours.ts'
import type { Recipient } from './readers.ts'
import type { Kind } from './schema.ts'

const minute = 60_000
/** In which a post can be edited or hidden before a mail tells what it says. */
const postsWait = 3 * minute
/** Several posts within it are one mail. */
const betweenPostMails = 10 * minute

type Waiting = { dueAt: string | null; notifiedUntil: string | null }

/** A notification that may be mailed, with the mails of its reader that wait, if any do. */
export type Mailable = {
  recipient: Recipient
  userId: number
  kind: Kind
  createdAt: string
  mails: Waiting | null
  postMails: Waiting | null
  restoration: Restoration | null
  quietHours: QuietHours | null
}

/**
 * Finds those that are mailed now. Mails about posts wait a few minutes, and several of them are
 * one. In the quiet hours of its recipient, or beyond their hourly limit, a mail waits, and becomes
 * one line of a single mail, like all that follow until then. Mails held until delivery is resumed
 * are combined in the same way.
 */
export async function leavingNow<T extends Mailable>(
  ctx: Context,
  mailable: readonly T[]
): Promise<T[]> {
  const departing = Map.groupBy(mailable, ({ restoration, createdAt }) =>
    departureAfter(restoration, createdAt)
  )
  await foldAll(ctx, departing.get('after_resume') ?? [], () => ctx.now)
  const now = departing.get('now') ?? []
  const posts = now.filter(isAboutPost)
  await foldAll(
    ctx,
    posts.filter((one) => !isIncluded(one, one.postMails)),
    leavesAt
  )
  const others = now.filter((one) => !isAboutPost(one) && (isCalled(one) || !isCombined(one)))
  return withinLimit(ctx, await outOfQuiet(ctx, others))
}

/** Those that their recipients may get at this hour; the others wait for its end. */
async function outOfQuiet<T extends Mailable>(ctx: Context, leaving: T[]): Promise<T[]> {
  const quiet = leaving.filter((one) => !isWoken(one) && quietUntil(one, ctx.now) !== null)
  await foldAll(ctx, quiet, (one) => quietUntil(one, ctx.now) ?? ctx.now)
  return leaving.filter((one) => !quiet.includes(one))
}

/** Those that their recipients may get in this hour; the others wait for its end. */
async function withinLimit<T extends Mailable>(ctx: Context, leaving: T[]): Promise<T[]> {
  const counted = leaving.filter((one) => !isCalled(one))
  const waits = await secondsUntilMails(
    ctx,
    counted.map(({ recipient }) => recipient.email)
  )
  const waiting = new Map(counted.map((one, at) => [one, waits[at] ?? 0]))
  const late = counted.filter((one) => waiting.get(one))
  await foldAll(ctx, late, (one) => notQuiet(one, after(ctx.now, (waiting.get(one) ?? 0) * 1000)))
  return leaving.filter((one) => !waiting.get(one))
}

// Moderators on call are woken by each.
const isCalled = ({ kind }: Mailable) => kind === 'urgent_case'

const isWoken = (one: Mailable) =>
  isCalled(one) || isWaking({ kind: one.kind, role: one.recipient.ctx.actor.role })

const quietUntil = ({ quietHours, recipient }: Mailable, time: string) =>
  endOfQuiet(time, quietHours, recipient.ctx.actor.timeZone ?? 'UTC')

const notQuiet = (one: Mailable, time: string) => quietUntil(one, time) ?? time

/** Whether it becomes a line of a combined mail, or was one. */
const isCombined = (one: Mailable) => Boolean(one.mails?.dueAt) || isIncluded(one, one.mails)

const isIncluded = ({ createdAt }: Mailable, mails: Waiting | null) =>
  createdAt <= isoTime(mails?.notifiedUntil)

const isoTime = (time: string | null | undefined) => (time ? new Date(time).toISOString() : '')

/** When a mail about a post leaves. */
function leavesAt(one: Mailable): string {
  const first = after(one.createdAt, postsWait)
  const last = one.postMails?.notifiedUntil
  const next = last ? after(isoTime(last), betweenPostMails) : first
  return notQuiet(one, first > next ? first : next)
}
