import { timeShape, idShape, authorShape, localeShape } from '@stoa/core/contract'
import { z } from 'zod'
import { nextStates } from '../lifecycle/states.ts'
import { messageBody, uploadIds, ticketParams } from '../shapes.ts'

export const messageInput = z.object({
  body: messageBody,
  audience: z.enum(['requester', 'staff']).default('requester'),
  uploadIds: uploadIds.default([]),
  /**
   * Id of the last message that the agent has seen: 409 `ticket_has_news` if somebody else wrote
   * since.
   */
  lastSeen: z.coerce.number<number | string>().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
  /** Status that the ticket gets when an answer of the desk is delivered. */
  state: z.enum(nextStates).optional()
})

export const createdMessage = z.object({
  id: z.int(),
  /** Time until which the message can be recalled. */
  sentAt: timeShape
})

export const messageParams = ticketParams.extend({ id: idShape })
const attachment = z.object({
  id: z.string(),
  url: z.string(),
  name: z.string(),
  contentType: z.string(),
  bytes: z.number(),
  /** `waiting`: it is being checked and cannot be opened yet; `found`: it was refused for ever. */
  scan: z.enum(['waiting', 'found']).nullable()
})

export const ticketMessage = z.object({
  id: z.int(),
  side: z.enum(['requester', 'desk', 'moderator']),
  audience: z.enum(['requester', 'staff']),
  /** A rule of the desk sent it, not a person. */
  automatic: z.boolean(),
  /**
   * Null for messages of the desk and of moderators, unless the reader is an agent, and for automatic
   * ones.
   */
  author: authorShape.nullable(),
  /** Agent number under which the message was written. */
  agent: z.number().nullable(),
  html: z.string(),
  /** What it is clearly written in, else its ticket's. */
  language: localeShape,
  attachments: z.array(attachment),
  createdAt: timeShape,
  /** Time from which the requester sees the message. */
  sentAt: timeShape,
  canRecall: z.boolean(),
  /** Status that the ticket gets when the message is delivered, for its author until then. */
  nextState: z.enum(nextStates).nullable()
})

export type MessageInput = z.output<typeof messageInput>

export type TicketMessage = z.infer<typeof ticketMessage>
