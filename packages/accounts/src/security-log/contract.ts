import { z } from 'zod'
import { cursorShape, idShape, lineOfText, listOf, timeShape } from '@stoa/core/contract'
import { groups, kinds } from './kinds.ts'
import { unlessEmpty } from '../shapes.ts'

export const securityEventGroups = groups

const kindShape = z.enum(kinds)

/** An event about the actor's account. Name and place of acting staff are left out. */
export const ownSecurityEvent = z.object({
  id: z.int(),
  createdAt: timeShape,
  kind: kindShape,
  /**
   * `nobody` was signed in, for example at a wrong password. `server` is a command of the operator.
   */
  by: z.enum(['oneself', 'staff', 'nobody', 'server']),
  /** The browser family. Empty if unknown. */
  browser: z.string(),
  /** IPv4 /24 or IPv6 /48. */
  network: z.string().nullable(),
  /** The reason that staff gave for accessing private data. */
  reason: z.string().nullable()
})
export const ownSecurityEventQuery = z.object({ cursor: cursorShape.optional() })
/** Neighbouring events of one kind that nobody signed in did are one item. */
export const foldedSecurityEvent = ownSecurityEvent.extend({
  count: z.int(),
  /** Time of the earliest of them; `createdAt` is that of the latest. */
  firstAt: timeShape,
  /** `browser` and `network` are those of the latest. */
  networkCount: z.int()
})
export const ownSecurityEventList = listOf(foldedSecurityEvent)

const person = z.object({ id: z.int(), username: z.string() })
const actor = person.extend({
  /** Of a service account, the admin who made it. */
  madeBy: z.string().optional()
})

export const securityEvent = ownSecurityEvent.omit({ by: true, reason: true }).extend({
  /** Null if nobody was signed in, or a command acted. */
  actor: actor.nullable(),
  /** The owner of the account concerned. */
  subject: person.nullable(),
  /** Ids and listed choices by name, and the reason of a PII access. */
  details: z.record(z.string(), z.unknown()),
  /** Whether the full address is still stored. */
  sealed: z.boolean()
})

const securityEventFilter = z.object({
  group: unlessEmpty(z.enum(groups)),
  /** Present or former name of the actor or the account's owner. */
  user: unlessEmpty(z.string().trim().min(1).max(60)),
  /** An address or its network. */
  network: unlessEmpty(z.string().trim().min(1).max(50)),
  /** First and last day, in UTC. */
  from: unlessEmpty(z.iso.date()),
  to: unlessEmpty(z.iso.date())
})
export const securityEventQuery = securityEventFilter.extend({ cursor: cursorShape.optional() })
export const securityEventList = listOf(securityEvent)
export const securityExportQuery = securityEventFilter.extend({ format: z.enum(['csv', 'ndjson']) })

export const eventParams = z.object({ id: idShape })
export const addressLookInput = z.object({ reason: lineOfText(300, 5) })
export const addressLookAnswer = z.object({ value: z.string() })

export type { SecurityEventGroup } from './kinds.ts'
export type SecurityEvent = z.infer<typeof securityEvent>
export type OwnSecurityEvent = z.infer<typeof ownSecurityEvent>
export type FoldedSecurityEvent = z.infer<typeof foldedSecurityEvent>
export type SecurityEventFilter = z.output<typeof securityEventFilter>
