import { z } from 'zod'
import {
  bodyOfText,
  deskTopicShape,
  editedRevision,
  idShape,
  snapshotShape,
  timeShape,
  usernameShape,
  wholeNumber
} from '@stoa/core/contract'
import { tokenInput } from '../sign-in/contract.ts'
import { token, tokenScope } from '../shapes.ts'

/** Bounds and default of the requests that a service account may send in a minute. */
export const requestsPerMinute = { minimum: 10, usual: 60, maximum: 600 }

const limit = wholeNumber(requestsPerMinute.minimum, requestsPerMinute.maximum)
const topics = z.array(deskTopicShape).max(100)

/** A service account is never an admin. */
const serviceScope = tokenScope.exclude(['admin'])

/** Shown on its profile. */
const description = bodyOfText(500)

export const serviceAccountInput = z.object({
  username: usernameShape,
  description,
  /** Topics of the tickets that it may see. None: it sees no ticket. */
  topics: topics.default([]),
  requestsPerMinute: limit.default(requestsPerMinute.usual)
})

export const serviceAccountChange = z
  .object({ description, topics, requestsPerMinute: limit })
  .partial()
  .extend(editedRevision)

export const serviceTokenInput = tokenInput.extend({ scopes: z.array(serviceScope).min(1) })
export const serviceTokenParams = z.object({ id: idShape, tokenId: idShape })

/** Topics that take effect when a second admin confirms them, or after a day. */
export const waitingTopics = z.object({ waiting: topics })
export const createdServiceAccount = waitingTopics.extend({ id: z.int() })

export const serviceAccount = z.object({
  id: z.int(),
  username: z.string(),
  description: z.string(),
  topics,
  waitingTopics: topics,
  requestsPerMinute: z.number(),
  createdAt: timeShape,
  /** The admin who made it. */
  createdBy: z.string(),
  /** Null unless it is disabled. */
  disabledAt: timeShape.nullable(),
  /** Its valid tokens, the newest first. */
  tokens: z.array(token),
  /** Of what its form edits. */
  snapshot: snapshotShape
})

export const serviceAccountList = z.object({
  items: z.array(serviceAccount),
  requestsPerMinute: z.object({ minimum: z.number(), usual: z.number(), maximum: z.number() })
})

export type ServiceAccount = z.infer<typeof serviceAccount>
export type ServiceAccountInput = z.output<typeof serviceAccountInput>
export type ServiceAccountChange = z.output<typeof serviceAccountChange>
export type ServiceTokenInput = z.output<typeof serviceTokenInput>
