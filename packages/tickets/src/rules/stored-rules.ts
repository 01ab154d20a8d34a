import { and, asc, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import { usernamesOf } from '@stoa/accounts'
import { notFound, snapshotOf, type Context, type DeskTopic, type Locale } from '@stoa/core'
import type { TextByLocale } from '@stoa/core/languages'
import { noActions, onlySetsPriority, type RuleActions, type RuleTrigger } from './actions.ts'
import { deskRules } from './schema.ts'
import { savedReplies } from '../schema.ts'
import { matcherOf } from './rule-conditions.ts'
import { priorities, type Priority } from '../lifecycle/states.ts'

type Row = typeof deskRules.$inferSelect
export type Rule = Omit<Row, 'kind'> & { trigger: RuleTrigger; actions: RuleActions }

/**
 * A stored rule. Nodes of the previous release read and write rules about threads and about the
 * priority of new tickets as kinds of their own, without trigger and actions.
 */
export function ruleOf({ kind, trigger, actions, ...row }: Row): Rule {
  const occasion = kind === 'suggestion' ? 'thread' : (trigger ?? 'opened')
  return { ...row, trigger: occasion, actions: actions ?? noActions }
}

const byName = [asc(deskRules.name), asc(deskRules.id)]

/** Lists all rules of the desk, by name. */
export async function listRules(ctx: Context) {
  const rows = await ctx.db
    .select()
    .from(deskRules)
    .orderBy(...byName)
  return { items: await shownRules(ctx, rows.map(ruleOf)) }
}

/** Returns the enabled rules that act on a trigger, in the order in which they act. */
export async function rulesOn({ db }: Pick<Context, 'db'>, trigger: RuleTrigger): Promise<Rule[]> {
  const rows = await db
    .select()
    .from(deskRules)
    .where(isNotNull(deskRules.enabledAt))
    .orderBy(...byName)
  return rows.map(ruleOf).filter((rule) => rule.trigger === trigger)
}

/** Finds a rule. @throws Problem 404 */
export async function findRule({ db }: Context, id: number): Promise<Rule> {
  const [rule] = await db.select().from(deskRules).where(eq(deskRules.id, id))
  if (!rule) throw notFound()
  return ruleOf(rule)
}

type New = { topic: DeskTopic; language: Locale; text: string }

/**
 * Computes the priority of a new ticket: the highest of all matching rules that set nothing else, else
 * `normal`.
 */
export async function priorityFor(ctx: Context, ticket: New): Promise<Priority> {
  const rules = (await rulesOn(ctx, 'opened')).filter(onlySetsPriority)
  const said = rules
    .filter(({ conditions }) => matcherOf(conditions, ctx.now)({ ...ticket, createdAt: ctx.now }))
    .flatMap(({ priority }) => priority ?? [])
  return priorities.findLast((one) => said.includes(one)) ?? 'normal'
}

/** Converts rules to the shape of lists, with the names of assignees. */
export async function shownRules(ctx: Context, rules: readonly Rule[]) {
  const ids = rules.flatMap(({ actions }) => actions.assigneeId ?? [])
  const names = await usernamesOf(ctx, ids)
  const replyIds = rules.flatMap(({ actions }) => actions.savedReplyId ?? [])
  const replies = await sentReplies(ctx, replyIds)
  return rules.map((rule) => shown(rule, names, replies.get(rule.actions.savedReplyId ?? 0)))
}

function shown(rule: Rule, names: ReadonlyMap<number, string>, reply: string | undefined) {
  const { id, name, priority, trigger, conditions, enabledAt, changedAt } = rule
  const { assigneeId, topic: newTopic, ...actions } = rule.actions
  const assignee = assigneeId === null ? null : (names.get(assigneeId) ?? null)
  const said = { name, priority, trigger, ...conditions, ...actions, newTopic, assignee }
  const snapshot = snapshotOfRule(said, reply)
  return { ...said, id, changedAt, enabled: enabledAt !== null, snapshot }
}

type Said = Pick<Rule, 'name' | 'priority' | 'trigger'> &
  Rule['conditions'] &
  Omit<RuleActions, 'assigneeId' | 'topic'> & { newTopic: string | null; assignee: string | null }

const ifSo = (value: boolean) => (value ? 'yes' : null)

/** What enabling a rule approves. */
const snapshotOfRule = (rule: Said, reply: string | undefined) =>
  snapshotOf({
    name: rule.name,
    trigger: rule.trigger,
    silentHours: rule.silentHours?.toString(),
    unansweredHours: rule.unansweredHours?.toString(),
    meToo: rule.meToo?.toString(),
    categoryIds: rule.categoryIds.join('\n'),
    topics: rule.topics.join('\n'),
    languages: rule.languages.join('\n'),
    words: rule.words.join('\n'),
    priority: rule.priority,
    assignee: rule.assignee,
    roundRobin: ifSo(rule.roundRobin),
    newTopic: rule.newTopic,
    ticketTags: rule.tags.join('\n'),
    savedReplyId: rule.savedReplyId?.toString(),
    savedReply: reply,
    notifyLead: ifSo(rule.notifyLead),
    close: ifSo(rule.close)
  })

/**
 * Disables the rules that send a saved reply, in the transaction that changes or deletes it: a rule
 * sends only what was read when it was enabled.
 */
export async function disableRulesSending(
  { db, now, actor }: Context,
  savedReplyId: number
): Promise<void> {
  const sends = sql`${deskRules.actions} ->> 'savedReplyId' = ${String(savedReplyId)}`
  await db
    .update(deskRules)
    .set({ enabledAt: null, changedById: actor.id, changedAt: now })
    .where(and(isNotNull(deskRules.enabledAt), sends))
}

/** Returns the texts of saved replies by id, for the snapshots of the rules that send them. */
async function sentReplies({ db }: Context, ids: readonly number[]) {
  const texts = new Map<number, string>()
  if (ids.length === 0) return texts
  const { id, body } = savedReplies
  const rows = await db
    .select({ id, body })
    .from(savedReplies)
    .where(inArray(id, [...ids]))
  for (const row of rows) texts.set(row.id, inEachLanguage(row.body))
  return texts
}

const inEachLanguage = (body: TextByLocale) =>
  Object.entries(body)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([locale, text]) => `${locale}: ${text}`)
    .join('\n\n')
