import { and, desc, eq, isNull } from 'drizzle-orm'
import { emit, emitEach, transaction, type Context } from '@stoa/core'
import { newToken } from '../mail/tokens.ts'
import { linkMailings, mailedTokens } from '../schema.ts'
import { readMode, type SignInMode } from './mode.ts'
import { unlinkedAfter } from './unlinked.ts'

const batchSize = 500

type Mailing = typeof linkMailings.$inferSelect
type Change = { before: SignInMode; revision: number; chosen: SignInMode }

/**
 * Tells members without a linked account when providers become the only way in, when that date
 * moved, or that passwords stay. Links that named another date end. Runs in the transaction that
 * puts the mode into force.
 */
export async function announceMode(ctx: Context, { before, revision, chosen }: Change) {
  if (before.startsAt === chosen.startsAt) return
  // First, so that a batch that runs now has made its links when they end.
  const { finishedAt, stoppedAt } = linkMailings
  await ctx.db
    .update(linkMailings)
    .set({ stoppedAt: ctx.now })
    .where(and(isNull(finishedAt), isNull(stoppedAt)))
  const { purpose, usedAt } = mailedTokens
  await ctx.db
    .update(mailedTokens)
    .set({ usedAt: ctx.now })
    .where(and(eq(purpose, 'identity_link'), isNull(usedAt)))
  await startMailing(ctx, revision, templateOf(before, chosen))
}

function templateOf(before: SignInMode, chosen: SignInMode): Mailing['template'] {
  if (chosen.startsAt === null) return 'link_withdrawn'
  return before.startsAt === null ? 'link_due' : 'link_moved'
}

/** Begins to mail all members without a linked account, in the transaction of `ctx`. */
export async function startMailing(
  ctx: Context,
  revisionId: number,
  template: Mailing['template']
): Promise<void> {
  const row = { revisionId, template, startedAt: ctx.now }
  const [mailing] = await ctx.db.insert(linkMailings).values(row).returning({ id: linkMailings.id })
  await emit(ctx, 'sign_in.mailing_due', { mailingId: mailing!.id })
}

/**
 * Queues the mails to the next members, each of whom gets one however often a job repeats. Another
 * date stops it; another mode without one does not, as the mails are as true then. A job calls it.
 */
export const queueLinkMails = (ctx: Context, mailingId: number): Promise<void> =>
  transaction(ctx, (ctx) => queueNext(ctx, mailingId))

async function queueNext(ctx: Context, mailingId: number): Promise<void> {
  const mailing = await lockMailing(ctx, mailingId)
  if (!mailing) return
  const mode = await readMode(ctx)
  const people = await unlinkedAfter(ctx, { afterId: mailing.afterId, limit: batchSize })
  await queueMails(ctx, mailing.template, people, mode)
  const isLast = people.length < batchSize
  await setMailing(ctx, mailingId, {
    afterId: people.at(-1)?.id ?? mailing.afterId,
    queued: mailing.queued + people.length,
    finishedAt: isLast ? ctx.now : null
  })
  if (!isLast) await emit(ctx, 'sign_in.mailing_due', { mailingId })
}

type Person = Awaited<ReturnType<typeof unlinkedAfter>>[number]

/**
 * The team gets no link: a mailbox is not enough to give an identity their power. That passwords stay
 * is not true of the team while it needs a provider.
 */
async function queueMails(
  ctx: Context,
  template: Mailing['template'],
  people: readonly Person[],
  { mode, startsAt: expiresAt }: SignInMode
): Promise<void> {
  const told = mode === 'staff' ? people.filter(isLinkable) : people
  const tokens =
    expiresAt === null
      ? new Map<number, number>()
      : await insertLinks(ctx, people.filter(isLinkable), expiresAt)
  const mails = told.map(({ id: userId, isTeam }) => ({
    type: 'account.mail' as const,
    payload: {
      userId,
      tokenId: tokens.get(userId) ?? null,
      template: isTeam && expiresAt !== null ? ('link_team' as const) : template
    }
  }))
  await emitEach(ctx, mails)
}

const isLinkable = ({ isTeam }: Person): boolean => !isTeam

/** Inserts a link for each account, bound to its present address. @returns ids by account */
async function insertLinks(
  ctx: Context,
  people: readonly Pick<Person, 'id' | 'email'>[],
  expiresAt: string
): Promise<Map<number, number>> {
  if (people.length === 0) return new Map()
  const rows = people.map(({ id: userId, email }) => {
    return { ...newToken(ctx, 'identity_link'), userId, email, expiresAt }
  })
  const { id, userId } = mailedTokens
  const made = await ctx.db.insert(mailedTokens).values(rows).returning({ id, userId })
  return new Map(made.map((row) => [row.userId ?? 0, row.id]))
}

async function lockMailing({ db }: Context, id: number): Promise<Mailing | undefined> {
  const { finishedAt, stoppedAt } = linkMailings
  const isOpen = and(isNull(finishedAt), isNull(stoppedAt))
  const [found] = await db
    .select()
    .from(linkMailings)
    .where(and(eq(linkMailings.id, id), isOpen))
    .for('update')
  return found
}

async function setMailing({ db }: Context, id: number, values: Partial<Mailing>): Promise<void> {
  await db.update(linkMailings).set(values).where(eq(linkMailings.id, id))
}

/** Returns the newest mailing about the date; null before the first. */
export async function newestMailing({ db }: Context) {
  const { template, queued, startedAt, finishedAt, stoppedAt } = linkMailings
  const [found] = await db
    .select({ template, queued, startedAt, finishedAt, stoppedAt })
    .from(linkMailings)
    .orderBy(desc(linkMailings.id))
    .limit(1)
  return found ?? null
}
