import { createHmac } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import { notFound, type Context, type Locale } from '@stoa/core'
import { visitorOf } from '@stoa/core/limits'
import { articleFeedback, articles, articleTranslations } from '../schema.ts'
import { visibleTranslations } from '../visibility.ts'
import { isTranslation } from '../writing/revisions.ts'
import type { FeedbackInput } from './contract.ts'

type Named = { id: number; language: Locale }

/**
 * Stores whether an article helped its reader. Another answer on the same day replaces it, but words
 * stay until others are sent: who shares a network and browser loses none. No cookie is needed: an
 * account, or a network and kind of browser, answers once.
 * @throws Problem 404, 422 on `words` for what guards refuse
 */
export async function answerFeedback(
  ctx: Context,
  { id, language }: Named,
  { helped, reason, words, whileAsking }: FeedbackInput
): Promise<void> {
  if (words) await ctx.ports.safety.review(ctx, { path: 'words', text: words })
  const named = { articleId: id, language }
  const answer = {
    ...{ revision: await publicRevisionOf(ctx, named), helped, whileAsking },
    reason: helped ? null : (reason ?? null),
    ...{ words: words ?? null, createdAt: ctx.now, doneAt: null, doneById: null }
  }
  const { reason: kept } = articleFeedback
  const withoutWords = {
    ...{ helped, whileAsking },
    reason: helped ? null : sql`coalesce(excluded.reason, ${kept})`
  }
  const day = ctx.now.slice(0, 10)
  await ctx.db
    .insert(articleFeedback)
    .values({ ...named, ...answer, day, person: personOf(ctx, day) })
    .onConflictDoUpdate({
      target: [
        articleFeedback.articleId,
        articleFeedback.language,
        articleFeedback.day,
        articleFeedback.person
      ],
      set: words ? answer : withoutWords
    })
}

async function publicRevisionOf(
  { db, actor }: Context,
  named: { articleId: number; language: Locale }
): Promise<number> {
  const [found] = await db
    .select({ revision: articleTranslations.publicRevision })
    .from(articleTranslations)
    .innerJoin(articles, eq(articles.id, articleTranslations.articleId))
    .where(and(isTranslation(named), visibleTranslations(actor)))
  if (!found) throw notFound()
  return found.revision
}

/** A keyed hash, so that nobody can tell who answered, nor that it was the same on another day. */
function personOf({ actor, origin, ports }: Context, day: string): string {
  const visitor = visitorOf(origin?.address ?? 'local', origin?.userAgent ?? '')
  const who = actor.id > 0 ? `user ${actor.id}` : visitor
  const key = ports.keyFor('article feedback')
  return createHmac('sha256', key).update(`${day} ${who}`).digest('base64url').slice(0, 22)
}
