import { z } from 'zod'
import { deskTopicShape, localeShape, snapshotShape, timeShape } from '@stoa/core/contract'
import { priorities } from '../lifecycle/states.ts'
import { actKinds, ruleTriggers } from './actions.ts'

export { ruleInput } from './rule-input.ts'

const priority = z.enum(priorities)
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
