import { z } from 'zod'
import { cursorShape, idShape, lineOfText, listOf, timeShape } from '@stoa/core/contract'
import { groups, kinds } from './kinds.ts'

/** What events can be filtered by. */
export const securityEventGroups = groups

const kindShape = z.enum(kinds)

/** An event about the own account; of staff who acted neither name nor place is told. */
export const ownSecurityEvent = z.object({
  id: z.number(),
  createdAt: timeShape,
  kind: kindShape,
  /** `nobody`: nobody was signed in, as at a wrong password; `server`: a command of the operator. */
  by: z.enum(['oneself', 'staff', 'nobody', 'server']),
  /** Family of the browser; empty where it is not known. */
  browser: z.string(),
  /** IPv4 /24 or IPv6 /48. */
  network: z.string().nullable(),
  /** Of a look of staff at something private. */
  reason: z.string().nullable()
})
export const ownSecurityEventQuery = z.object({ cursor: cursorShape.optional() })
export const ownSecurityEventList = listOf(ownSecurityEvent)

const person = z.object({ id: z.number(), username: z.string() })

export const securityEvent = ownSecurityEvent.omit({ by: true, reason: true }).extend({
  /** Null where nobody was signed in, or a command acted. */
  actor: person.nullable(),
  /** Whose account it concerns. */
  subject: person.nullable(),
  /** Ids and choices of lists by name, and the reason of a look. */
  details: z.record(z.string(), z.unknown()),
  /** Whether the full address is still there to be looked at. */
  sealed: z.boolean()
})

/** Fields of a form that were not filled in are empty. */
const unlessEmpty = <S extends z.ZodType>(shape: S) =>
  z
    .union([z.literal(''), shape])
    .transform((given) => (given === '' ? undefined : given))
    .optional()

/** What of the log is wanted. */
const securityEventFilter = z.object({
  group: unlessEmpty(z.enum(groups)),
  /** Present or former name of who acted or whose account it was. */
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
export type SecurityEventFilter = z.output<typeof securityEventFilter>
