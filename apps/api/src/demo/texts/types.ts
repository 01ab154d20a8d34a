import type { DeskTopic, Locale } from '@stoa/core'

/** Days, hours and minutes, largest first: `412d7h`, `3h20m`, `45m`. */
export type Duration = string

export type DemoReason =
  'scam' | 'impersonation' | 'leaked_secret' | 'spam' | 'abuse' | 'off_topic' | 'illegal' | 'other'

export type DemoUser = {
  username: string
  email: string
  role: 'member' | 'volunteer' | 'staff' | 'admin'
  capabilities?: ('desk' | 'announcements' | 'moderation')[]
  locale: Locale
  timeZone: string
  bio: string
  /** The time before the seed, like every `ago`. */
  joined: Duration
}

export type DemoCategory = {
  slug: string
  parent?: string
  name: Record<Locale, string>
  description: Record<Locale, string>
  rule: 'public' | 'read_only' | 'approve_first' | 'staff_only'
  /** Usernames of volunteers. */
  moderators?: string[]
}

/** An act of a user. `after` counts from the start of the thread. */
export type DemoAct = { by: string; after: Duration }

export type DemoEdit = { after: Duration; body: string; reason?: string }

/** `restored` also counts from the start of the thread. */
export type DemoHiding = DemoAct & { reason: DemoReason; note?: string; restored?: DemoAct }

/**
 * `{thread:key}` in a body becomes a link to an older thread, `{thread:key#p3}` to a post of it.
 * Posts are in order of `after`; number 1 is the thread's own body, so `posts[0]` has number 2.
 */
export type DemoPost = {
  author: string
  after: Duration
  body: string
  replyTo?: number
  /** How many of the other members vote, whenever they joined. */
  votes?: number
  edits?: DemoEdit[]
  hidden?: DemoHiding
  withdrawn?: { after: Duration }
}

export type DemoReport = DemoAct & {
  /** The number of the reported post. */
  post: number
  reason: DemoReason
  note?: string
  /** Without it the case is open. `hide` hides the post, which then has no `hidden` of its own. */
  resolved?: DemoAct & { outcome: 'hide' | 'dismiss'; reason?: DemoReason; note?: string }
}

export type DemoThread = {
  /** The key for `{thread:key}`. */
  key: string
  category: string
  author: string
  kind: 'question' | 'discussion'
  language: Locale
  ago: Duration
  /** UTC time of day of the start, if a text names the clock. `ago` then gives only the day. */
  at?: string
  title: string
  body: string
  tags: string[]
  posts: DemoPost[]
  votes?: number
  meToo?: number
  edits?: DemoEdit[]
  accepted?: DemoAct & { post: number }
  pinned?: DemoAct & { scope: 'category' | 'everywhere'; days: number }
  closed?: DemoAct & { reason: 'solved' | 'duplicate' | 'heated' }
  moved?: DemoAct & { to: string }
  retitled?: DemoAct & { title: string }
  /**
   * Still awaits approval. Other posts that need approval get it from a moderator within 20
   * minutes.
   */
  held?: true
  /** Hides post number 1, and with it the thread. */
  hidden?: DemoHiding
  withdrawn?: { after: Duration }
  reports?: DemoReport[]
}

export type DemoUserReport = {
  user: string
  by: string
  ago: Duration
  reason: DemoReason
  note: string
  resolved?: { by: string; ago: Duration; outcome: 'hide' | 'dismiss'; note?: string }
}

type Translated<T> = Partial<Record<Locale, T>>

/** `ago`, `publish`, `starts` and `ends` are before the seed, with a minus after it. */
export type DemoAnnouncement = {
  type: 'info' | 'maintenance' | 'feature' | 'risk' | 'incident'
  severity: 'normal' | 'important' | 'critical'
  by: string
  ago: Duration
  /** Starts this long after a thread instead, if texts of the thread name the clock. */
  behind?: { thread: string; delay: Duration }
  publish?: Duration
  starts?: Duration
  ends?: Duration
  texts: Translated<{ title: string; body: string }>
  services: string[]
  /** Slugs. */
  categories?: string[]
  pin?: { days: number; order: number }
  discussion?: 'open' | 'open_until_expiry'
  /** Never published. */
  draft?: true
  approved?: DemoAct
  /** Keys of the threads about it. */
  threads?: string[]
  linkedBy?: string
  /** Since its publication; default 6 minutes. */
  linkedAfter?: Duration
  updates?: {
    after: Duration
    phase:
      | 'investigating'
      | 'identified'
      | 'monitoring'
      | 'resolved'
      | 'planned'
      | 'started'
      | 'finished'
    bodies: Translated<string>
  }[]
  withdrawn?: { after: Duration; correction: Translated<string> }
  expired?: Duration
}

/** Content that awaits an announced account at its first sign-in. `ago` is before the seed. */
export type DemoHomecoming = {
  by: string
  /** Slugs of categories. */
  follows: string[]
  /** Posts as `key#3`. */
  bookmarks: { post: string; ago: Duration }[]
  /** Threads opened since the last visit, and read to their end at that time. */
  opened: { thread: string; ago: Duration }[]
  /** A draft of a reply in `thread`, or else of a new question in `category`. */
  drafts: { ago: Duration; body: string; thread?: string; category?: string; title?: string }[]
}

type DemoFacts = Partial<
  Record<
    | 'happened_at'
    | 'transaction_id'
    | 'order_id'
    | 'account_id'
    | 'network'
    | 'address'
    | 'amount'
    | 'endpoint'
    | 'device'
    | 'steps',
    string
  >
>
type DemoTicketChange = {
  state?: 'open' | 'waiting_on_requester' | 'waiting_on_third_party' | 'closed'
  priority?: 'low' | 'normal' | 'high' | 'urgent'
  assignee?: string
}

/** `after` counts from the opening of the ticket. */
export type DemoTicketAct = DemoAct &
  (
    | { kind: 'say' | 'note' | 'return' | 'reopen'; body: string }
    | { kind: 'resolve'; body: string; publish?: string }
    | { kind: 'facts'; facts: DemoFacts }
    | { kind: 'change'; change: DemoTicketChange }
    | { kind: 'decline' }
    /** Links the ticket to the incident or maintenance that is offered first. */
    | { kind: 'tie' }
  )

/** A saved reply of the desk. Without a topic it is for all topics. */
export type DemoSavedReply = { name: string; topic?: DeskTopic; body: Record<Locale, string> }

/** Opened from a thread by its key, or with its own subject. */
export type DemoTicket = {
  by: string
  /** A moderator, if the requester did not open it. */
  openedBy?: string
  topic: DeskTopic
  ago: Duration
  body: string
  acts: DemoTicketAct[]
} & ({ thread: string } | { subject: string })
