type OfTicket = { ticketId: number }

declare module '@stoa/core' {
  interface Events {
    'ticket.opened': OfTicket
    /** Its requester, who cannot sign in, opened it about the access to the account. */
    'ticket.locked_out': OfTicket
    /** The requester or a moderator wrote a message. */
    'ticket.asked': OfTicket & { messageId: number }
    /** An answer of the desk was delivered to the requester. */
    'ticket.answered': OfTicket & { messageId: number }
    /** The desk wrote an internal note. */
    'ticket.noted': OfTicket
    /** The desk changed its topic or merged another ticket into it. */
    'ticket.moved': OfTicket
    /** The desk changed its priority. */
    'ticket.prioritised': OfTicket
    /** Its state changed; `withAnswer` if by an answer, which notifies the requester itself. */
    'ticket.changed': OfTicket & { withAnswer?: boolean | undefined }
    /** The linked announcement has changed. */
    'ticket.announced': OfTicket
    /**
     * The announcement has changed: tickets with greater ids than `afterId` that are linked to it
     * have to be notified. `at` is the time of the change.
     */
    'tickets.linked': { announcementId: number; at: string; afterId: number }
    'ticket.assigned': OfTicket & { userId: number }
    /** Somebody escalated for the requester, who may decline. */
    'ticket.proposed': OfTicket
    /** Its deadline for the answer or the resolution is near. */
    'ticket.due_soon': OfTicket
    /** Its deadline has passed. */
    'ticket.overdue': OfTicket
    /** The deadlines of open tickets with greater ids have to be recomputed. */
    'service_levels.changed': { afterId: number }
    /** A rule asks for the attention of the lead. */
    'ticket.flagged': OfTicket
    /** The requester said that its resolution did not help. */
    'ticket.unsolved': OfTicket
    /** The requester objected to a proposed public answer. */
    'ticket.objected': OfTicket
    /** Its facts and files were removed, because their retention period was over. */
    'ticket.details_removed': OfTicket
    /** An agent proposed to place a hold or to end it early; a second one decides. */
    'ticket.hold_proposed': OfTicket
    /** An internal note mentions these users. */
    'ticket.mentioned': OfTicket & { userIds: number[] }
    /** An admin added, changed or retired a topic of the desk. */
    'ticket.topics_changed': Record<string, never>
    /** The public state of a thread's tickets changed. */
    'escalation.changed': { threadId: number }
  }
}

export {}
