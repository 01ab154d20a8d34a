import { z } from 'zod'
import {
  deskTopicShape,
  idShape,
  lineOfText,
  localeShape,
  snapshotShape,
  timeShape
} from '@stoa/core/contract'
import { priorities } from '../lifecycle/states.ts'
import { actKinds, endsAutomation, excludedTopic, ruleTriggers } from './actions.ts'
import { ticketTags } from '../desk/tags.ts'

const priority = z.enum(priorities)
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
  priority: priority.nullable().default(null),
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
  trigger: z.enum(ruleTriggers),
  ...conditions,
  ...actions
})

export type RuleInput = z.output<typeof fields>

const required = 'field_required'

/** Whether it does anything beside setting the priority. */
const acts = ({ roundRobin, notifyLead, close, tags, ...rule }: RuleInput) =>
  roundRobin || notifyLead || close || tags.length > 0 || hasTarget(rule)
const hasTarget = (rule: Pick<RuleInput, 'assignee' | 'newTopic' | 'savedReplyId'>) =>
  (rule.assignee ?? rule.newTopic ?? rule.savedReplyId) !== null

/** Whether it says nothing of the other side, with which it never matches, and something of threads. */
function saysSomething(rule: RuleInput): boolean {
  const ofThreads = rule.unansweredHours ?? rule.meToo ?? rule.categoryIds[0]
  const ofTickets = rule.topics[0] ?? rule.languages[0] ?? rule.silentHours ?? undefined
  if (rule.trigger !== 'thread') return ofThreads === undefined
  const isForeign = ofTickets !== undefined || rule.priority !== null || acts(rule)
  return !isForeign && (ofThreads !== undefined || rule.words.length > 0)
}

/** Rules about threads suggest a ticket; all others do at least one of the acts. */
const doesSomething = (rule: RuleInput) =>
  rule.trigger === 'thread' || rule.priority !== null || acts(rule)

const leavesToPeople = ({ newTopic, priority }: RuleInput) => endsAutomation(newTopic, priority)

export const ruleInput = fields
  .refine(saysSomething, { path: ['words'], message: 'field_tickets_rule_empty' })
  .refine(({ trigger, silentHours }) => (trigger === 'silent') === (silentHours !== null), {
    path: ['silentHours'],
    message: required
  })
  .refine(doesSomething, { path: ['trigger'], message: 'field_tickets_rule_does_nothing' })
  .refine((rule) => !acts(rule) || !rule.topics.includes(excludedTopic), {
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

const match = z.object({
  title: z.string(),
  url: z.string(),
  language: localeShape,
  createdAt: timeShape
})
export const rule = z.object({
  id: z.int(),
  name: z.string(),
  priority: priority.nullable(),
  unansweredHours: z.number().nullable(),
  meToo: z.number().nullable(),
  categoryIds: z.array(z.int()),
  topics: z.array(deskTopicShape),
  words: z.array(z.string()),
  /** When it acts. Rules about threads suggest a ticket; their other acts are empty. */
  trigger: z.enum(ruleTriggers),
  languages: z.array(localeShape),
  silentHours: z.number().nullable(),
  assignee: z.string().nullable(),
  roundRobin: z.boolean(),
  newTopic: deskTopicShape.nullable(),
  tags: z.array(z.string()),
  savedReplyId: z.int().nullable(),
  notifyLead: z.boolean(),
  close: z.boolean(),
  enabled: z.boolean(),
  /** Time of the last change of its content. */
  changedAt: timeShape,
  /** Snapshot that switching the rule on has to name. */
  snapshot: snapshotShape
})
/** Whether rules assign the reader nothing. */
export const absence = z.object({ away: z.boolean() })
export const ruleList = z.object({ items: z.array(rule) })
export const createdRule = rule.pick({ id: true, snapshot: true })
/**
 * Matches of the last 30 days, or at present for silence and missed deadlines; `items` holds the
 * newest 20.
 */
export const ruleMatches = z.object({
  total: z.number(),
  items: z.array(
    match.extend({
      /** What the rule would have done with a ticket. */
      acts: z.array(z.enum(actKinds))
    })
  )
})
export const ruleSuggestionList = z.object({
  items: z.array(
    match.extend({
      id: z.int(),
      meTooCount: z.int(),
      /** Names of the matching rules. */
      rules: z.array(z.string())
    })
  )
})
export const threadSuggestion = z.object({
  suggested: z.boolean(),
  /** Names of the matching rules, for moderators of the thread. */
  rules: z.array(z.string())
})
