export const kinds = [
  'answer',
  'reply',
  'mention',
  'accepted',
  'moderation',
  'report_outcome',
  /** A thread in which the reader had replied was hidden, or is visible again. */
  'thread_hidden',
  'new_thread',
  'announcement',
  'announcement_update',
  /** An announcement that the reader was notified of was wrong. */
  'announcement_withdrawn',
  'incident_resolved',
  /** The desk answered. */
  'ticket',
  'ticket_changed',
  /** A moderator opened a ticket for the reader, who may decline. */
  'ticket_opened',
  /** For agents: a ticket needs an answer. */
  'desk',
  /** For agents: a ticket is soon due, or overdue. */
  'desk_due',
  'desk_overdue',
  /** For agents: a note mentions the reader. */
  'desk_mention',
  /** For the lead: a rule asks for attention to a ticket. */
  'desk_flagged',
  /** For its author and staff on call: an announcement needs an update. */
  'announcement_reminder',
  /** For writers of announcements: one waits for a second person. */
  'announcement_approval',
  /** For those who publish articles: one waits for a second person, or was proposed. */
  'article_approval',
  /** Somebody wants to use words of the reader in an article. */
  'article_source',
  /** For owners of articles: one has to be checked. */
  'article_check',
  /** For moderators: an appeal against a decision of theirs was upheld. */
  'overruled',
  /** For staff: a moderator reached the limit of hiding. */
  'alert',
  /** For staff: a volunteer proposes a change of a thread which only staff may make. */
  'proposal',
  /** For moderators: somebody may be robbed while the case waits. */
  'urgent_case',
  /** For staff on call: an account was reported as stolen. */
  'stolen_account',
  /** For staff on call: somebody who cannot sign in opened a ticket about it. */
  'locked_out',
  /** Somebody reported the reader's second factor as lost. */
  'factor_loss',
  /** For admins: somebody applied to moderate. */
  'application',
  /** For admins: another admin proposes a change of the trust list. */
  'trust_proposal',
  'retention_proposal',
  /** For applicants: the application was answered. */
  'application_answer'
] as const

export type Kind = (typeof kinds)[number]

/** Kinds about an announcement. They come from the organisation, and the mail contains its text. */
export const announcementKinds: readonly Kind[] = [
  'announcement',
  'announcement_update',
  'announcement_withdrawn',
  'incident_resolved',
  'announcement_reminder'
]

/** Kinds about a post of a member. A reader gets only one of them for each post. */
export const postKinds: readonly Kind[] = ['answer', 'mention', 'reply', 'new_thread']

/** Kinds about a ticket. They contain only its number. */
export const ticketKinds: readonly Kind[] = [
  'ticket',
  'ticket_changed',
  'ticket_opened',
  'desk',
  'desk_due',
  'desk_overdue',
  'desk_mention',
  'desk_flagged'
]

/** Kinds that the desk counts, so that agents can do without them in the inbox, too. */
export const countedKinds: readonly Kind[] = ['desk', 'desk_due']

/** Kinds that are mailed to staff on call regardless of preferences. */
export const wakingKinds: readonly Kind[] = ['urgent_case', 'stolen_account', 'locked_out']
