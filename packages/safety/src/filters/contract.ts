import { z } from 'zod'
import { filterForms } from '@stoa/guards'
import { bodyOfText, lineOfText, timeShape } from '@stoa/core/contract'
import { filterActions } from './schema.ts'

export const filterAction = z.enum(filterActions)
export const filterInput = z.object({
  form: z.enum(filterForms),
  value: lineOfText(200, 2),
  action: filterAction
})
export const filterChange = z.object({ enabled: z.boolean() })
/** `sample`: a text to test the filter with. */
export const trialInput = z.object({ sample: bodyOfText(5000, 0).optional() })

export const filter = filterInput.extend({
  id: z.int(),
  enabled: z.boolean(),
  tried: z.boolean(),
  by: z.string(),
  changedAt: timeShape,
  can: z.object({ change: z.boolean() })
})
export const filterList = z.object({ items: z.array(filter) })

const publicPattern = z.object({
  kind: z.enum(['organisation_secret', 'account_id']),
  value: z.string()
})
export const publicPatternList = z.object({ items: z.array(publicPattern) })

const passage = z.object({ start: z.number(), end: z.number() })
/** Matches in posts since `since`, the newest first. */
export const trial = z.object({
  sample: z.array(passage),
  since: timeShape,
  /** How many posts were searched; `complete` is false if there were more. */
  looked: z.number(),
  found: z.number(),
  complete: z.boolean(),
  examples: z.array(z.object({ url: z.string(), excerpt: z.string(), createdAt: timeShape }))
})

export type FilterInput = z.output<typeof filterInput>
export type PublicPattern = z.infer<typeof publicPattern>
export type FilterRow = z.infer<typeof filter>
export type Trial = z.infer<typeof trial>
