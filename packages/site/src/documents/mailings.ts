import { and, desc, eq, isNull } from 'drizzle-orm'
import { countMembers, membersAfter } from '@stoa/accounts/members'
import { emit, emitEach, transaction, type Context } from '@stoa/core'
import { isOpened } from '../opened.ts'
import { takesEffect } from './known.ts'
import { isBinding } from './notice.ts'
import { documentMailings, documentVersions } from './schema.ts'
import { documentEditions, type Version } from './stored.ts'

const batchSize = 500

/**
 * Announces a material version of rules, terms or privacy to all members by mail, whatever mails
 * they chose, because it changes their rights. Runs in the transaction that makes it public.
 */
export async function startMailing(ctx: Context, version: Version): Promise<void> {
  const { id: versionId, slug, material } = version
  if (!material || !isBinding(slug) || !(await isOpened(ctx))) return
  const total = await countMembers(ctx)
  await ctx.db.insert(documentMailings).values({ versionId, total, startedAt: ctx.now })
  await emit(ctx, 'document.mailing_due', { versionId })
}

/**
 * Queues the mails to the next members, each of whom is reached once however often a job repeats.
 * Stops if the version will not come into force. A job calls it.
 */
export const queueMailing = (ctx: Context, versionId: number): Promise<void> =>
  transaction(ctx, (ctx) => queueNext(ctx, versionId))

async function queueNext(ctx: Context, versionId: number) {
  const mailing = await lockMailing(ctx, versionId)
  if (!mailing) return
  const version = await documentEditions.find(ctx, versionId)
  if (!version || !takesEffect(version)) return setMailing(ctx, versionId, { stoppedAt: ctx.now })
  const { afterId: after } = mailing
  const userIds = await membersAfter(ctx, after, batchSize)
  await queueMails(ctx, versionId, userIds)
  const isLast = userIds.length < batchSize
  const afterId = userIds.at(-1) ?? after
  await setMailing(ctx, versionId, { afterId, finishedAt: isLast ? ctx.now : null })
  if (!isLast) await emit(ctx, 'document.mailing_due', { versionId })
}

const queueMails = (ctx: Context, versionId: number, userIds: readonly number[]) =>
  emitEach(
    ctx,
    userIds.map((userId) => ({
      type: 'document.member_mail_due' as const,
      payload: { versionId, userId, at: ctx.now }
    }))
  )

async function lockMailing({ db }: Context, id: number) {
  const { versionId, finishedAt, stoppedAt } = documentMailings
  const [found] = await db
    .select()
    .from(documentMailings)
    .where(and(eq(versionId, id), isNull(finishedAt), isNull(stoppedAt)))
    .for('update')
  return found
}

async function setMailing(
  { db }: Context,
  id: number,
  values: Partial<typeof documentMailings.$inferInsert>
) {
  await db.update(documentMailings).set(values).where(eq(documentMailings.versionId, id))
}

/** Returns how far the newest mailing about a document has come; null before the first. */
export async function mailingOf(ctx: Context, slug: string) {
  const { versionId, total, startedAt, finishedAt, stoppedAt } = documentMailings
  const { id, number } = documentVersions
  const [found] = await ctx.db
    .select({ versionId, number, total, startedAt, finishedAt, stoppedAt })
    .from(documentMailings)
    .innerJoin(documentVersions, eq(id, versionId))
    .where(eq(documentVersions.slug, slug))
    .orderBy(desc(number))
    .limit(1)
  if (!found) return null
  const { versionId: ofVersion, number: counted, ...mailing } = found
  const mailed = await ctx.ports.notifications.countDocumentMails(ctx, ofVersion)
  return { ...mailing, number: counted ?? 0, mailed }
}
