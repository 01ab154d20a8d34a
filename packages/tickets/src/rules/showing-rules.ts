import { usernamesOf } from '@stoa/accounts'
import { snapshotOf, type Context } from '@stoa/core'
import { noActions, type RuleActions, type RuleTrigger } from './actions.ts'
import type { deskRules } from './schema.ts'
import { sentReplies } from './sent-replies.ts'

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
