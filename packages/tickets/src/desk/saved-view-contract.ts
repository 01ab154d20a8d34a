import { z } from 'zod'
import { lineOfText } from '@stoa/core/contract'
import { queueQuery } from './queue-contract.ts'

const savedFilter = queueQuery.omit({ q: true, cursor: true })

const nameAndAudience = z.object({
  name: lineOfText(60),
  /** Whether all agents see it, each with the tickets that they answer. */
  shared: z.boolean().default(false)
})

export const savedViewInput = nameAndAudience.extend(savedFilter.shape)

export const savedViewChange = nameAndAudience

export const createdView = z.object({ id: z.int() })

export const savedViews = z.object({
  items: z.array(
    z.object({
      id: z.int(),
      name: z.string(),
      shared: z.boolean(),
      /** Whether the reader may change it. */
      own: z.boolean(),
      filter: savedFilter,
      /** Tickets that the reader answers; 100 means 100 or more. */
      count: z.int()
    })
  )
})

export type SavedViewInput = z.output<typeof savedViewInput>
