import { z } from 'zod'
import { localeShape } from '@stoa/core/contract'
import { numberPattern } from '../numbers.ts'
import { threadLink, ticketParams, ticketRow } from '../shapes.ts'

const typedNumber = z.string().trim().toUpperCase().regex(numberPattern, 'field_tickets_number')

export const ticketMergeInput = z.object({ into: typedNumber })

export const linkInput = z.object({ other: typedNumber })

export const ticketLinkParams = ticketParams.extend({ other: z.string().regex(numberPattern) })

const titledThread = threadLink.extend({ language: localeShape })

export const relatedTickets = z.object({
  /** Other tickets of the same requester. */
  others: z.array(ticketRow),
  threads: z.array(titledThread),
  linked: z.array(ticketRow),
  /** Similar resolved tickets of other requesters. */
  resolved: z.array(ticketRow),
  similar: z.array(titledThread),
  /** Usernames of agents to whom the ticket can be assigned. */
  agents: z.array(z.string())
})
