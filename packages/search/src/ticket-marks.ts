import type { DeskTopic, Locale } from '@stoa/core'
import { identifiersIn } from './identifiers.ts'
import { mark } from './lexemes.ts'
import type { TicketText } from './ports.ts'
import { gridOfTickets, slicesOf } from './slices.ts'

/**
 * Marks stored beside the words of a ticket. With them the index over words finds the newest
 * tickets, those of a topic, and beginnings of identifiers.
 */
export const marksOfTicket = (ticket: TicketText): string[] => [
  ...slicesOf(ticket.ticketId, gridOfTickets),
  mark('topic', ticket.topic),
  mark('language', ticket.language),
  mark('priority', ticket.priority),
  ...identifiersIn(`${ticket.title} ${ticket.body}`)
]

export type TicketFilters = {
  /** Null: all topics. */
  topics: readonly DeskTopic[] | null
  language?: Locale
  priority?: string
}

/** Marks that a ticket must have to pass the filters, one of each list. */
export const marksForTickets = ({ topics, language, priority }: TicketFilters): string[][] =>
  [
    topics?.map((topic) => mark('topic', topic)) ?? [],
    language ? [mark('language', language)] : [],
    priority ? [mark('priority', priority)] : []
  ].filter((marks) => marks.length > 0)
