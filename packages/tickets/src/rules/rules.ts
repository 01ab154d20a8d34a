import { asc, eq } from 'drizzle-orm'
import {
  checkRevision,
  notFound,
  snapshotOf,
  transaction,
  type Context,
  type DeskTopic
} from '@stoa/core'
import type { z } from 'zod'
import type { ruleInput } from './contract.ts'
import type { RuleKind } from './rule-conditions.ts'
import { deskRules } from './schema.ts'
import { authorize } from '../policy.ts'

type Input = z.output<typeof ruleInput>
export type Rule = typeof deskRules.$inferSelect

/** Lists all rules of the desk, by name. */
export async function listRules({ db }: Context) {
  const rows = await db.select().from(deskRules).orderBy(asc(deskRules.name), asc(deskRules.id))
  return { items: rows.map(shown) }
}

const shown = (rule: Rule) => {
  const { id, name, kind, priority, conditions, enabledAt, changedAt } = rule
  return {
    ...{ id, name, kind, priority, ...conditions, changedAt },
    enabled: enabledAt !== null,
    snapshot: snapshotOfRule(rule)
  }
}

const snapshotOfRule = ({ name, kind, priority, conditions }: Rule) =>
  snapshotOf({
    ...{ name, rule: kind, priority },
    unansweredHours: conditions.unansweredHours?.toString(),
    meToo: conditions.meToo?.toString(),
    categoryIds: conditions.categoryIds.join('\n'),
    topics: conditions.topics.join('\n'),
    words: conditions.words.join('\n')
  })

/** Returns the enabled rules of a kind. */
export const rulesOf = async ({ db }: Pick<Context, 'db'>, kind: RuleKind): Promise<Rule[]> =>
  (await db.select().from(deskRules).where(eq(deskRules.kind, kind))).filter(
    ({ enabledAt }) => enabledAt !== null
  )

/** Finds a rule. @throws Problem 404 */
export async function findRule({ db }: Context, id: number): Promise<Rule> {
  const [rule] = await db.select().from(deskRules).where(eq(deskRules.id, id))
  if (!rule) throw notFound()
  return rule
}

/**
 * Adds a rule, which starts disabled.
 * @throws Problem 403 for topics that the actor does not answer; 422 for words that are refused
 */
export async function addRule(ctx: Context, input: Input) {
  await check(ctx, input)
  return transaction(ctx, async (ctx) => {
    const [row] = await ctx.db.insert(deskRules).values(valuesOf(ctx, input)).returning()
    if (!row) throw new Error('a rule was not stored')
    return { id: row.id, snapshot: snapshotOfRule(row) }
  })
}

/**
 * Changes a rule and disables it, so that its new matches are looked at before it is enabled.
 * @throws Problem 404, and as `addRule`
 */
export async function changeRule(ctx: Context, id: number, input: Input): Promise<void> {
  checkTopicsOf(ctx, await findRule(ctx, id))
  await check(ctx, input)
  await set(ctx, id, valuesOf(ctx, input))
}

/**
 * Enables a rule in the version that the actor has looked at.
 * @param revision of the snapshot that they read
 * @throws Problem 404; 403 as `addRule`; 409 as `checkRevision`
 */
export async function switchRuleOn(ctx: Context, id: number, revision: string): Promise<void> {
  checkTopicsOf(ctx, await findRule(ctx, id))
  await transaction(ctx, async (ctx) => {
    const rule = await lockRule(ctx, id)
    checkTopicsOf(ctx, rule)
    checkRevision(revision, snapshotOfRule(rule))
    if (rule.enabledAt !== null) return
    const { db, actor, now } = ctx
    const on = { enabledAt: now, changedById: actor.id }
    await db.update(deskRules).set(on).where(eq(deskRules.id, id))
  })
}

async function lockRule({ db }: Context, id: number): Promise<Rule> {
  const [rule] = await db.select().from(deskRules).where(eq(deskRules.id, id)).for('update')
  if (!rule) throw notFound()
  return rule
}

/** Disables a rule. @throws Problem 404; 403 as `addRule` */
export async function switchRuleOff(ctx: Context, id: number): Promise<void> {
  checkTopicsOf(ctx, await findRule(ctx, id))
  await set(ctx, id, { enabledAt: null, changedById: ctx.actor.id })
}

/** Deletes a rule. @throws Problem 404; 403 as `addRule` */
export async function removeRule(ctx: Context, id: number): Promise<void> {
  checkTopicsOf(ctx, await findRule(ctx, id))
  await transaction(ctx, async ({ db }) => {
    await db.delete(deskRules).where(eq(deskRules.id, id))
  })
}

async function set(ctx: Context, id: number, values: Partial<Rule>) {
  await transaction(ctx, async ({ db }) => {
    await db.update(deskRules).set(values).where(eq(deskRules.id, id))
  })
}

const valuesOf = ({ actor, now }: Context, { name, kind, priority, ...conditions }: Input) => ({
  ...{ name, kind, conditions, priority: priority ?? null, enabledAt: null },
  ...{ changedById: actor.id, changedAt: now }
})

async function check(ctx: Context, input: Input) {
  checkTopics(ctx, input.kind, input.topics)
  await ctx.ports.safety.review(ctx, { path: 'name', text: input.name })
  for (const [at, text] of input.words.entries())
    await ctx.ports.safety.review(ctx, { path: `words.${at}`, text })
}

const checkTopicsOf = (ctx: Context, { kind, conditions }: Rule) =>
  checkTopics(ctx, kind, conditions.topics)

/** Priorities are set only by agents who answer the topics concerned. */
function checkTopics({ actor }: Context, kind: RuleKind, topics: readonly DeskTopic[]) {
  if (kind === 'suggestion') return
  authorize.prioritize(actor, topics)
}
