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
import { ruleKinds } from './rule-conditions.ts'

const priority = z.enum(priorities)
const match = z.object({
  title: z.string(),
  url: z.string(),
  language: localeShape,
  createdAt: timeShape
})
const words = z.array(lineOfText(40)).max(60).default([])
export const ruleInput = z
  .object({
    name: lineOfText(80),
    kind: z.enum(ruleKinds),
    unansweredHours: z.number().int().min(1).max(720).nullable().default(null),
    meToo: z.number().int().min(2).max(1000).nullable().default(null),
    categoryIds: z.array(idShape).max(100).default([]),
    topics: z.array(deskTopicShape).max(50).default([]),
    words,
    priority: priority.nullable().default(null)
  })
  .refine((rule) => (rule.kind === 'priority') === (rule.priority !== null), {
    path: ['priority'],
    message: 'field_required'
  })
  .refine(saysSomething, { path: ['words'], message: 'field_tickets_rule_empty' })

/**
 * Requires a condition of the rule's own kind and none of the other kind, which could never match.
 */
function saysSomething(rule: {
  kind: string
  unansweredHours: number | null
  meToo: number | null
  categoryIds: number[]
  topics: string[]
  words: string[]
}): boolean {
  const ofThreads = rule.unansweredHours ?? rule.meToo ?? rule.categoryIds[0]
  const ofTickets = rule.topics[0]
  const [own, foreign] =
    rule.kind === 'suggestion' ? [ofThreads, ofTickets] : [ofTickets, ofThreads]
  return foreign === undefined && (own !== undefined || rule.words.length > 0)
}

export const rule = z.object({
  id: z.number(),
  name: z.string(),
  kind: z.enum(ruleKinds),
  priority: priority.nullable(),
  unansweredHours: z.number().nullable(),
  meToo: z.number().nullable(),
  categoryIds: z.array(z.number()),
  topics: z.array(deskTopicShape),
  words: z.array(z.string()),
  enabled: z.boolean(),
  /** Time of the last change of its content. */
  changedAt: timeShape,
  /** Snapshot that switching the rule on has to name. */
  snapshot: snapshotShape
})
export const ruleList = z.object({ items: z.array(rule) })
export const createdRule = rule.pick({ id: true, snapshot: true })
/** Matches of the last 30 days; `items` holds the newest 20. */
export const ruleMatches = z.object({ total: z.number(), items: z.array(match) })
export const ruleSuggestionList = z.object({
  items: z.array(
    match.extend({
      id: z.number(),
      meTooCount: z.number(),
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
