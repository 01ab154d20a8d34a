import { z } from 'zod'
import { capabilityShape, deskTopicShape, lineOfText, roleShape } from '@stoa/core/contract'
import { waitingShape } from '../../shapes.ts'

const capabilities = z.array(capabilityShape).max(10)
const topics = z.array(deskTopicShape).max(100)

/** Powers and groups of people about whom the provider says this value of a claim. */
export const mapping = z.object({
  /** Its name, or a dotted path to it such as `realm_access.roles`. */
  claim: lineOfText(200),
  value: lineOfText(200),
  role: z.enum(['volunteer', 'staff', 'admin']).nullable().default(null),
  capabilities: capabilities.default([]),
  /** Topics that `desk` covers; empty for all. */
  deskTopics: topics.default([]),
  groupId: z.int().int().positive().nullable().default(null)
})

export const mappingsInput = z.object({ mappings: z.array(mapping).max(50) })

export const mappingsProposed = z.object({
  /** Whether they wait for a second admin or a day. */
  waiting: z.boolean()
})

const mappings = z.array(mapping.required())

export const claimMappings = z.object({
  /** Of the provider, in the reader's language. */
  name: z.string(),
  mappings,
  /** The set that waits for a second admin or a day. */
  waiting: waitingShape.extend({ mappings }).nullable()
})

const powers = z.object({
  role: roleShape,
  capabilities,
  deskTopics: topics,
  groups: z.array(z.object({ id: z.int(), name: z.string() }))
})

/** Changes that mappings would make, by the claims that were seen last. */
export const mappingsPreview = z.object({
  /** Members who are linked there. */
  linked: z.number(),
  /** Those of whom a named claim was never seen: it shows at their next sign-in. */
  unknown: z.number(),
  /** How many are concerned; the list has the first ones. */
  changed: z.number(),
  people: z.array(z.object({ username: z.string(), before: powers, after: powers }))
})
