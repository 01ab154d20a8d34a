import { and, eq } from 'drizzle-orm'
import { notFound, type Context } from '@stoa/core'
import { moderates, threadUrl, visibleThreads } from '@stoa/threads'
import { threads } from '@stoa/threads/schema'
import { matcherOf } from './rule-conditions.ts'
import { rulesOf, type Rule } from './rules.ts'
import { batch, isUnsettled, threadsSince, type Row } from './suggested-threads.ts'

/** By the desk all day; who tries a rule looks further. */
const sourceLimit = 1000
const trialLimit = 5000
const pageSize = 50

/**
 * Threads of the last 30 days that may need a ticket by the rules which are switched on, as far as the
 * actor may read them; neither settled nor left to the community; the newest first, at most 50.
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
 * Whether a thread may need a ticket by the rules of the desk, for its author and who moderates it,
 * and for the latter by which ones: how the desk calls a rule is its own affair.
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

/** What a rule would have suggested in the last 30 days, settled by now or not. */
export async function* suggestedBy(ctx: Context, rule: Rule) {
  const matches = matcherOf(rule.conditions, ctx.now)
  for await (const row of threadsSince(ctx, trialLimit))
    if (matches(candidate(row))) yield shownThread(row)
}

async function matchersOf(ctx: Context) {
  const rules = await rulesOf(ctx, 'suggestion')
  return rules.map(({ name, conditions }) => ({
    name,
    // What somebody answered meanwhile waits no more.
    stillWaits: conditions.unansweredHours !== null,
    matches: matcherOf(conditions, ctx.now)
  }))
}

/** Each once: several rules may have one name. */
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

const shownThread = ({ id, title, language, createdAt, sameProblemCount }: Row) => ({
  ...{ id, title, language, createdAt, sameProblemCount },
  url: threadUrl(id, title)
})
