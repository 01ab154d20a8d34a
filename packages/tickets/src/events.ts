type OfTicket = { ticketId: number }

declare module '@stoa/core' {
  interface Events {
    'ticket.opened': OfTicket
    /** The requester or a moderator wrote. */
    'ticket.asked': OfTicket & { messageId: number }
    /** What the desk wrote has reached the requester. */
    'ticket.answered': OfTicket & { messageId: number }
    /** The desk wrote a note for itself. */
    'ticket.noted': OfTicket
    /** The desk found another topic for it, or merged another one into it. */
    'ticket.moved': OfTicket
    /** The desk found it more or less urgent. */
    'ticket.prioritised': OfTicket
    /** Its state. */
    'ticket.changed': OfTicket
    /** There is news of the announcement that it is tied to. */
    'ticket.announced': OfTicket
    /** The same of tickets behind this id that are tied to the announcement; `at`: when it changed. */
    'tickets.linked': { announcementId: number; at: string; afterId: number }
    'ticket.assigned': OfTicket & { userId: number }
    /** Somebody escalated for the requester, who may decline. */
    'ticket.proposed': OfTicket
    /** The time in which it should be answered or resolved is nearly over. */
    'ticket.due_soon': OfTicket
    /** That time is over. */
    'ticket.overdue': OfTicket
    /** Open tickets behind this id are due anew. */
    'service_levels.changed': { afterId: number }
    /** Its requester does not want published what was proposed. */
    'ticket.objected': OfTicket
    /** A note of the desk names these users. */
    'ticket.mentioned': OfTicket & { userIds: number[] }
    /** Admins added a topic of the desk, or changed or retired one. */
    'ticket.topics_changed': Record<string, never>
    /** What a thread shows of its tickets changed. */
    'escalation.changed': { threadId: number }
  }
}

export {}
