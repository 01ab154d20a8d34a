import type { Frequency, Kind } from './schema.ts'

type Facts = {
  /** How often it is mailed unless the reader chose otherwise. */
  mail: Frequency
  /** Whether the reader sees who acted. */
  showsActor: boolean
  /** Whether it is sent to those who muted the actor or the thread. */
  ignoresMutes: boolean
}

const fromMember = { showsActor: true, ignoresMutes: false }
const fromColleague = { showsActor: true, ignoresMutes: true }
const fromForum = { showsActor: false, ignoresMutes: true }

/** Kinds that members can do without: they are mailed only with consent. */
export const optionalKinds = [
  'reply',
  'accepted',
  'report_outcome',
  'thread_hidden',
  'new_thread',
  'announcement',
  'announcement_update',
  'incident_resolved'
] as const satisfies readonly Kind[]

/** What holds for each kind of notification; a kind without a line does not compile. */
export const factsOf: Record<Kind, Facts> = {
  answer: { ...fromMember, mail: 'at_once' },
  reply: { ...fromMember, mail: 'daily' },
  mention: { ...fromMember, mail: 'at_once' },
  accepted: { ...fromMember, mail: 'daily' },
  moderation: { ...fromForum, mail: 'at_once' },
  report_outcome: { ...fromForum, mail: 'daily' },
  thread_hidden: { ...fromForum, mail: 'daily' },
  new_thread: { ...fromMember, mail: 'daily' },
  announcement: { ...fromForum, mail: 'at_once' },
  announcement_update: { ...fromForum, mail: 'at_once' },
  announcement_withdrawn: { ...fromForum, mail: 'at_once' },
  incident_resolved: { ...fromForum, mail: 'at_once' },
  ticket: { ...fromForum, mail: 'at_once' },
  ticket_changed: { ...fromForum, mail: 'at_once' },
  ticket_opened: { ...fromForum, mail: 'at_once' },
  // Agents look at the desk. A mail for each ticket to each agent would be noise.
  desk: { ...fromForum, mail: 'never' },
  desk_due: { ...fromForum, mail: 'never' },
  desk_overdue: { ...fromForum, mail: 'at_once' },
  desk_mention: { ...fromForum, mail: 'at_once' },
  desk_flagged: { ...fromForum, mail: 'at_once' },
  announcement_reminder: { ...fromForum, mail: 'at_once' },
  announcement_approval: { ...fromColleague, mail: 'at_once' },
  article_approval: { ...fromColleague, mail: 'at_once' },
  article_source: { ...fromColleague, mail: 'at_once' },
  article_check: { ...fromForum, mail: 'daily' },
  overruled: { ...fromForum, mail: 'daily' },
  alert: { ...fromColleague, mail: 'at_once' },
  proposal: { ...fromColleague, mail: 'daily' },
  urgent_case: { ...fromForum, mail: 'at_once' },
  stolen_account: { ...fromColleague, mail: 'at_once' },
  locked_out: { ...fromColleague, mail: 'at_once' },
  // Mailed by the accounts, to all addresses and whatever the reader chose.
  factor_loss: { ...fromForum, mail: 'never' },
  application: { ...fromColleague, mail: 'daily' },
  trust_proposal: { ...fromColleague, mail: 'at_once' },
  retention_proposal: { ...fromColleague, mail: 'at_once' },
  application_answer: { ...fromForum, mail: 'at_once' }
}
