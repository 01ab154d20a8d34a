import { usernamesOf } from '@stoa/accounts'
import { snapshotOf, type Context } from '@stoa/core'
import type { RuleActions } from './actions.ts'
import type { deskRules } from './schema.ts'
import { sentReplies } from './sent-replies.ts'

export type Rule = typeof deskRules.$inferSelect

const noActions: RuleActions = {
  ...{ assigneeId: null, roundRobin: false, topic: null, tags: [], savedReplyId: null },
  ...{ notifyLead: false, close: false }
}

/** Converts rules to the shape of lists, with the names of assignees. */
export async function shownRules(ctx: Context, rules: readonly Rule[]) {
  const ids = rules.flatMap(({ actions }) => actions?.assigneeId ?? [])
  const names = await usernamesOf(ctx, ids)
  const replyIds = rules.flatMap(({ actions }) => actions?.savedReplyId ?? [])
  const replies = await sentReplies(ctx, replyIds)
  return rules.map((rule) => shown(rule, names, replies.get(rule.actions?.savedReplyId ?? 0)))
}

function shown(rule: Rule, names: ReadonlyMap<number, string>, reply: string | undefined) {
  const { id, name, kind, priority, trigger, conditions, enabledAt, changedAt } = rule
  const { assigneeId, topic: newTopic, ...actions } = rule.actions ?? noActions
  const assignee = assigneeId === null ? null : (names.get(assigneeId) ?? null)
  const said = { name, kind, priority, trigger, ...conditions, ...actions, newTopic, assignee }
  const snapshot = snapshotOfRule(said, reply)
  return { ...said, id, changedAt, enabled: enabledAt !== null, snapshot }
}

type Said = Pick<Rule, 'name' | 'kind' | 'priority' | 'trigger'> &
  Rule['conditions'] &
  Omit<RuleActions, 'assigneeId' | 'topic'> & { newTopic: string | null; assignee: string | null }

const ifSo = (value: boolean) => (value ? 'yes' : null)

/** What enabling a rule approves. */
const snapshotOfRule = (
  { name, kind, priority, trigger, ...rule }: Said,
  reply: string | undefined
) =>
  snapshotOf({
    ...{ name, rule: kind, trigger, silentHours: rule.silentHours?.toString() },
    unansweredHours: rule.unansweredHours?.toString(),
    meToo: rule.meToo?.toString(),
    categoryIds: rule.categoryIds.join('\n'),
    topics: rule.topics.join('\n'),
    languages: rule.languages.join('\n'),
    words: rule.words.join('\n'),
    ...{ priority, assignee: rule.assignee, roundRobin: ifSo(rule.roundRobin) },
    ...{ newTopic: rule.newTopic, ticketTags: rule.tags.join('\n') },
    ...{ savedReplyId: rule.savedReplyId?.toString(), savedReply: reply },
    ...{ notifyLead: ifSo(rule.notifyLead), close: ifSo(rule.close) }
  })
