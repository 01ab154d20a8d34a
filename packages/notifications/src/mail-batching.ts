import { after, type Context } from '@stoa/core'
import { departureAfter, type Restoration } from '@stoa/core/effects'
import { secondsUntilMails } from './delivery.ts'
import { foldAll, isAboutPost } from './fold.ts'
import { isWaking } from './preferences.ts'
import { postsWait } from './post-words.ts'
import { endOfQuiet, type QuietHours } from './quiet-hours.ts'
import type { Recipient } from './readers.ts'
import type { Kind } from './schema.ts'

const minute = 60_000
/** Several posts within it are one mail. */
const betweenPostMails = 10 * minute

type Waiting = { dueAt: string | null; notifiedUntil: string | null }

/** A notification that may be mailed, with the mails of its reader that wait, if any do. */
export type Mailable = {
  recipient: Recipient
  userId: number
  kind: Kind
  createdAt: string
  /** When it was in a mail that combined several. */
  mailedAt: string | null
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
  const now = (departing.get('now') ?? []).filter(({ mailedAt }) => mailedAt === null)
  await foldAll(ctx, now.filter(isAboutPost), leavesAt)
  const others = now.filter((one) => !isAboutPost(one) && (isWoken(one) || !isCombined(one)))
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
  const counted = leaving.filter((one) => !isWoken(one))
  const waits = await secondsUntilMails(
    ctx,
    counted.map(({ recipient }) => recipient.email)
  )
  const waiting = new Map(counted.map((one, at) => [one, waits[at] ?? 0]))
  const late = counted.filter((one) => waiting.get(one))
  await foldAll(ctx, late, (one) => notQuiet(one, after(ctx.now, (waiting.get(one) ?? 0) * 1000)))
  return leaving.filter((one) => !waiting.get(one))
}

/** Moderators and staff on call are woken by each. */
const isWoken = ({ kind, recipient }: Mailable) =>
  kind === 'urgent_case' || isWaking({ kind, role: recipient.ctx.actor.role })

const quietUntil = ({ quietHours, recipient }: Mailable, time: string) =>
  endOfQuiet(time, quietHours, recipient.ctx.actor.timeZone ?? 'UTC')

const notQuiet = (one: Mailable, time: string) => quietUntil(one, time) ?? time

/** Whether it becomes a line of a combined mail. */
const isCombined = ({ mails }: Mailable) => Boolean(mails?.dueAt)

/** When a mail about a post leaves. */
function leavesAt(one: Mailable): string {
  const first = after(one.createdAt, postsWait)
  const last = one.postMails?.notifiedUntil
  const next = last ? after(new Date(last).toISOString(), betweenPostMails) : first
  return notQuiet(one, first > next ? first : next)
}
