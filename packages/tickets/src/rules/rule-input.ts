import { z } from 'zod'
import { deskTopicShape, idShape, lineOfText, localeShape } from '@stoa/core/contract'
import { ticketTags } from '../desk/tags.ts'
import { priorities } from '../lifecycle/states.ts'
import { endsAutomation, excludedTopic, ruleTriggers } from './actions.ts'
import { ruleKinds } from './rule-conditions.ts'

const words = z.array(lineOfText(40)).max(60).default([])

const conditions = {
  unansweredHours: z.number().int().min(1).max(720).nullable().default(null),
  meToo: z.number().int().min(2).max(1000).nullable().default(null),
  categoryIds: z.array(idShape).max(100).default([]),
  topics: z.array(deskTopicShape).max(50).default([]),
  languages: z.array(localeShape).max(50).default([]),
  /** Of the requester, while the ticket waits for them. */
  silentHours: z.number().int().min(1).max(2160).nullable().default(null),
  words
}

const actions = {
  priority: z.enum(priorities).nullable().default(null),
  /** Username; only for tickets that nobody has. */
  assignee: z.string().max(60).nullable().default(null),
  /** Assigns the agents of the topic in turn. */
  roundRobin: z.boolean().default(false),
  newTopic: deskTopicShape.nullable().default(null),
  tags: ticketTags.default([]),
  savedReplyId: idShape.nullable().default(null),
  notifyLead: z.boolean().default(false),
  /** The requester may reopen the ticket. By silence, it takes two notices first. */
  close: z.boolean().default(false)
}

const fields = z.object({
  name: lineOfText(80),
  kind: z.enum(ruleKinds),
  trigger: z.enum(ruleTriggers).nullable().default(null),
  ...conditions,
  ...actions
})

export type RuleInput = z.output<typeof fields>

const required = 'field_required'
type Acting = Omit<RuleInput, 'kind'>
/** Whether it does anything beside setting the priority. */
const acts = (rule: Acting) =>
  rule.roundRobin || rule.notifyLead || rule.close || rule.tags.length > 0 || hasTarget(rule)
const hasTarget = ({ assignee, newTopic, savedReplyId }: Acting) =>
  (assignee ?? newTopic ?? savedReplyId) !== null

/** Whether the rule has a condition of its own kind, and none of another, which never matches. */
function saysSomething(rule: RuleInput): boolean {
  const ofThreads = rule.unansweredHours ?? rule.meToo ?? rule.categoryIds[0]
  const ofTickets = rule.topics[0]
  const ofActions = rule.languages[0] ?? rule.silentHours ?? undefined
  if (rule.kind === 'action') return ofThreads === undefined
  const [own, foreign] =
    rule.kind === 'suggestion' ? [ofThreads, ofTickets] : [ofTickets, ofThreads]
  const isForeign = foreign !== undefined || ofActions !== undefined || acts(rule)
  return !isForeign && (own !== undefined || rule.words.length > 0)
}

const leavesToPeople = ({ newTopic, priority }: RuleInput) => endsAutomation(newTopic, priority)

export const ruleInput = fields
  .refine(
    ({ kind, priority }) => kind === 'action' || (kind === 'priority') === (priority !== null),
    {
      path: ['priority'],
      message: required
    }
  )
  .refine(saysSomething, { path: ['words'], message: 'field_tickets_rule_empty' })
  .refine(({ kind, trigger }) => (kind === 'action') === (trigger !== null), {
    path: ['trigger'],
    message: required
  })
  .refine(({ trigger, silentHours }) => (trigger === 'silent') === (silentHours !== null), {
    path: ['silentHours'],
    message: required
  })
  .refine(({ kind, ...rule }) => kind !== 'action' || rule.priority !== null || acts(rule), {
    path: ['trigger'],
    message: 'field_tickets_rule_does_nothing'
  })
  .refine(({ kind, topics }) => kind !== 'action' || !topics.includes(excludedTopic), {
    path: ['topics'],
    message: 'field_tickets_rule_excluded'
  })
  .refine(({ close, trigger }) => !close || trigger === 'opened' || trigger === 'silent', {
    path: ['close'],
    message: 'field_tickets_rule_close'
  })
  .refine((rule) => rule.savedReplyId === null || !leavesToPeople(rule), {
    path: ['savedReplyId'],
    message: 'field_tickets_rule_personal'
  })
  .refine((rule) => !rule.close || !leavesToPeople(rule), {
    path: ['close'],
    message: 'field_tickets_rule_personal'
  })
