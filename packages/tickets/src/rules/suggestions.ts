import { and, eq } from 'drizzle-orm'
import { notFound, transaction, type Context } from '@stoa/core'
import { moderates, threadUrl, visibleThreads } from '@stoa/threads'
import { threads } from '@stoa/threads/tables'
import { matcherOf } from './rule-conditions.ts'
import { rulesOn, type Rule } from './stored-rules.ts'
import { batch, isUnsettled, threadsSince, type Row } from './suggested-threads.ts'
import { dismissedSuggestions } from './schema.ts'

/**
 * Limits of scanned threads. The list of suggestions is read all day, so it scans fewer than a
 * trial of a rule.
 */
const sourceLimit = 1000
const trialLimit = 5000
const pageSize = 50

/**
 * Lists unsettled threads of the last 30 days that match an enabled rule and that the actor may
 * read; newest first, at most 50.
 */
export async function listSuggestions(ctx: Context) {
  const rules = await matchersOf(ctx)
  if (rules.length === 0) return { items: [] }
  const items = []
  for await (const row of threadsSince(ctx, sourceLimit, isUnsettled(ctx))) {
    const matched = namesOf(rules, row)
    if (matched.length > 0) items.push({ ...shownThread(row), rules: matched })
    if (items.length === pageSize) break
  }
  return { items }
}

/**
 * Whether a thread matches an enabled rule, for its author and its moderators. Only moderators see
 * the names of rules, which are internal to the desk.
 * @throws Problem 404
 */
export async function suggestionFor(ctx: Context, threadId: number) {
  const isIt = eq(threads.id, threadId)
  const [known] = await ctx.db
    .select({ authorId: threads.authorId, categoryId: threads.categoryId })
    .from(threads)
    .where(and(isIt, visibleThreads(ctx.actor)))
  if (!known) throw notFound()
  const isModerator = moderates(ctx.actor, known.categoryId)
  if (!isModerator && known.authorId !== ctx.actor.id) return { suggested: false, rules: [] }
  const [[row], rules] = await Promise.all([
    batch(ctx, and(isIt, isUnsettled(ctx))),
    matchersOf(ctx)
  ])
  const names = row ? namesOf(rules, row) : []
  return { suggested: names.length > 0, rules: isModerator ? names : [] }
}

/** Threads of the last 30 days that a rule would have suggested, settled or not. */
export async function* suggestedBy(ctx: Context, rule: Rule) {
  const matches = matcherOf(rule.conditions, ctx.now)
  for await (const row of threadsSince(ctx, trialLimit))
    if (matches(candidate(row))) yield shownThread(row)
}

async function matchersOf(ctx: Context) {
  const rules = await rulesOn(ctx, 'thread')
  return rules.map(({ name, conditions }) => ({
    name,
    // A rule about unanswered threads no longer matches an answered one.
    stillWaits: conditions.unansweredHours !== null,
    matches: matcherOf(conditions, ctx.now)
  }))
}

/** Names of the matching rules without duplicates: several rules may share a name. */
function namesOf(rules: Awaited<ReturnType<typeof matchersOf>>, row: Row): string[] {
  const one = candidate(row)
  const said = rules.filter(
    ({ matches, stillWaits }) => !(stillWaits && row.answeredAt) && matches(one)
  )
  return [...new Set(said.map(({ name }) => name))]
}

const candidate = ({ title, body, categoryId, parentId, ...row }: Row) => ({
  ...row,
  text: `${title}\n${body}`,
  categoryIds: parentId === null ? [categoryId] : [categoryId, parentId]
})

const shownThread = ({ id, title, language, createdAt, meTooCount }: Row) => ({
  id,
  title,
  language,
  createdAt,
  meTooCount,
  url: threadUrl(id, title)
})

/**
 * Dismisses the suggestion of a thread, for everybody.
 * @throws Problem 404
 */
export async function dismissSuggestion(ctx: Context, threadId: number): Promise<void> {
  await checkVisible(ctx, threadId)
  const { actor, now } = ctx
  await transaction(ctx, async ({ db }) => {
    await db
      .insert(dismissedSuggestions)
      .values({ threadId, dismissedById: actor.id, createdAt: now })
      .onConflictDoNothing()
  })
}

/** Undoes a dismissal. @throws Problem 404 */
export async function suggestAgain(ctx: Context, threadId: number): Promise<void> {
  await checkVisible(ctx, threadId)
  await transaction(ctx, async ({ db }) => {
    await db.delete(dismissedSuggestions).where(eq(dismissedSuggestions.threadId, threadId))
  })
}

async function checkVisible({ db, actor }: Context, threadId: number) {
  const found = await db.$count(threads, and(eq(threads.id, threadId), visibleThreads(actor)))
  if (found === 0) throw notFound()
}
