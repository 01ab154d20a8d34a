import { eq } from 'drizzle-orm'
import {
  checkRevision,
  invalid,
  notFound,
  transaction,
  type Context,
  type DeskTopic
} from '@stoa/core'
import { holdsDesk, idOfNamed } from '@stoa/accounts'
import { findRecipient } from '@stoa/accounts/recipients'
import { users } from '@stoa/accounts/tables'
import { blanksIn } from '@stoa/guards'
import { reviewTags } from '../desk/tag-changes.ts'
import { authorize } from '../policy.ts'
import type { RuleActions, RuleTrigger } from './actions.ts'
import type { RuleInput } from './contract.ts'
import { deskRules } from './schema.ts'
import { findRule, ruleOf, shownRules, type Rule } from './stored-rules.ts'
import { tagsAfter } from '../desk/tags.ts'
import { withoutArticles } from '../desk/reply-articles.ts'
import { savedReplies } from '../schema.ts'
import { checkOffered } from '../topics/topics.ts'

/**
 * Adds a rule, which starts disabled.
 * @throws Problem 403 for topics that the actor does not answer; 422 for words that are refused, and
 * as `storedActions`
 */
export async function addRule(ctx: Context, input: RuleInput) {
  await check(ctx, input)
  const values = await valuesOf(ctx, input)
  return transaction(ctx, async (ctx) => {
    const rows = await ctx.db.insert(deskRules).values(values).returning()
    const [rule] = await shownRules(ctx, rows.map(ruleOf))
    if (!rule) throw new Error('a rule was not stored')
    return { id: rule.id, snapshot: rule.snapshot }
  })
}

/**
 * Changes a rule and disables it, so that its new matches are looked at before it is enabled.
 * @throws Problem 404, 409 as `checkRevision`, and as `addRule`
 */
export async function changeRule(
  ctx: Context,
  id: number,
  { revision, ...input }: RuleInput & { revision?: string }
): Promise<void> {
  checkTopicsOf(ctx, await findRule(ctx, id))
  await check(ctx, input)
  const values = await valuesOf(ctx, input)
  await transaction(ctx, async (ctx) => {
    const rule = await lockRule(ctx, id)
    const [present, typed] = await shownRules(ctx, [rule, ruleOf({ ...values, id })])
    if (present && revision !== undefined)
      checkRevision(revision, present.snapshot, undefined, typed?.snapshot)
    await set(ctx, id, values)
  })
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
    const [present] = await shownRules(ctx, [rule])
    if (present) checkRevision(revision, present.snapshot)
    if (rule.enabledAt !== null) return
    const { db, actor, now } = ctx
    const on = { enabledAt: now, changedById: actor.id }
    await db.update(deskRules).set(on).where(eq(deskRules.id, id))
  })
}

async function lockRule({ db }: Context, id: number): Promise<Rule> {
  const [rule] = await db.select().from(deskRules).where(eq(deskRules.id, id)).for('update')
  if (!rule) throw notFound()
  return ruleOf(rule)
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

async function set(ctx: Context, id: number, values: Partial<typeof deskRules.$inferInsert>) {
  await transaction(ctx, async ({ db }) => {
    await db.update(deskRules).set(values).where(eq(deskRules.id, id))
  })
}

async function valuesOf(ctx: Context, input: RuleInput) {
  const { name, priority, trigger } = input
  const { unansweredHours, meToo, categoryIds, topics, languages, silentHours, words } = input
  const conditions = { unansweredHours, meToo, categoryIds, topics, languages, silentHours, words }
  const by = { enabledAt: null, changedById: ctx.actor.id, changedAt: ctx.now }
  const values = { name, priority, conditions, ...by }
  if (trigger === 'thread')
    return { ...values, kind: 'suggestion', trigger: null, actions: null } as const
  const actions = await storedActions(ctx, input)
  return { ...values, kind: 'action', trigger, actions } as const
}

async function check(ctx: Context, input: RuleInput) {
  checkTopics(ctx, input.trigger, input.topics)
  await ctx.ports.safety.review(ctx, { path: 'name', text: input.name })
  for (const [at, text] of input.words.entries())
    await ctx.ports.safety.review(ctx, { path: `words.${at}`, text })
  await reviewTags(ctx, { tags: input.tags })
}

const checkTopicsOf = (ctx: Context, { trigger, conditions }: Rule) =>
  checkTopics(ctx, trigger, conditions.topics)

/** Rules change only tickets that their agent answers. */
function checkTopics({ actor }: Context, trigger: RuleTrigger, topics: readonly DeskTopic[]) {
  if (trigger === 'thread') return
  authorize.automate(actor, topics)
}

/**
 * Returns the acts of a rule about tickets as they are stored.
 * @throws Problem 422 on `assignee` for somebody who does not answer the rule's topics, on `newTopic`
 * for one that is not offered, on `savedReplyId` for one that does not exist or needs a person
 */
async function storedActions(ctx: Context, input: RuleInput): Promise<RuleActions> {
  const { assignee, newTopic, savedReplyId, roundRobin, tags, notifyLead, close } = input
  if (newTopic !== null) await checkOffered(ctx, newTopic, 'newTopic')
  if (savedReplyId !== null) await checkReply(ctx, savedReplyId)
  const assigneeId = assignee === null ? null : await agentFor(ctx, assignee, input.topics)
  return {
    assigneeId,
    roundRobin,
    topic: newTopic,
    tags: tagsAfter([], { addTags: tags }),
    savedReplyId,
    notifyLead,
    close
  }
}

async function agentFor(ctx: Context, username: string, topics: readonly DeskTopic[]) {
  const isNamed = eq(users.id, idOfNamed(username))
  const [user] = await ctx.db.select({ id: users.id }).from(users).where(isNamed)
  const actor = user && (await findRecipient(ctx, user.id))?.actor
  const answers =
    actor &&
    (topics.length > 0 ? topics.every((topic) => holdsDesk(actor, topic)) : holdsDesk(actor))
  if (!answers) throw invalid('assignee', 'field_tickets_assignee')
  return actor.id
}

/** A saved reply with a blank, or the agent's number, cannot be sent by a rule. */
async function checkReply({ db }: Context, id: number): Promise<void> {
  const [reply] = await db
    .select({ body: savedReplies.body })
    .from(savedReplies)
    .where(eq(savedReplies.id, id))
  if (!reply) throw invalid('savedReplyId', 'field_tickets_saved_reply_gone')
  if (Object.values(reply.body).some(needsPerson))
    throw invalid('savedReplyId', 'field_tickets_rule_reply')
}

/** Whether a text has blanks that a rule cannot fill in. */
export const needsPerson = (text: string): boolean =>
  blanksIn(withoutArticles(text).replaceAll(/\{(requester|number)\}/g, '')).length > 0
