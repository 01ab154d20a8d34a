import type { Locale } from '@stoa/messages/languages'
import type { Database } from './database/index.ts'
import type { Tracer } from './tracer.ts'

export { locales, type Locale } from '@stoa/messages/languages'

/** The languages of a forum. A change is followed by every process that serves it. */
export type ForumLanguages = {
  /** In the order in which they are offered. */
  all: readonly Locale[]
  /** One of them. Everything that an organisation writes is written in it. */
  default: Locale
}

export type Role = 'guest' | 'member' | 'volunteer' | 'staff' | 'admin'
/** What an author is shown as. A service account ranks with members. */
export type AuthorRole = Role | 'service'
export type Trust = 'new' | 'basic' | 'trusted'
/** Rights that staff may hold beyond moderating content. */
export const capabilities = ['desk', 'announcements', 'articles', 'moderation'] as const
export type Capability = (typeof capabilities)[number]

/**
 * What a token, or a session that is limited to scopes, opens. A session that began with a mailed
 * code has `support`: the tickets opened that way, and reports. A service account with `sessions`
 * signs out the people of an organisation.
 */
export const scopes = ['read', 'write', 'moderate', 'admin', 'sessions', 'support'] as const
export type Scope = (typeof scopes)[number]

/** The key of a ticket topic. The topics are stored in the database. */
export type DeskTopic = string

/**
 * What pages show of a member on every page, read in the statement that finds their session. A
 * package adds its own by `declare module`. Whoever needs an absent one reads it.
 */
export interface ReaderFacts {}

/** The acting user. A guest has id 0, which no account has. */
export type Actor = {
  id: number
  username: string
  role: Role
  trust: Trust
  /** Signed in with an unconfirmed address: a guest to everything but verification. */
  pendingUserId?: number
  /** The scopes of the token or session; null: not limited. */
  scopes: readonly Scope[] | null
  silenced: boolean
  suspended: boolean
  /** The second factor was reported as lost: nobody knows whether this is the owner. */
  factorLost?: boolean
  /** Categories with a silence, including sub-categories. `silenced` is the forum-wide one. */
  silencedIn: readonly number[]
  capabilities: readonly Capability[]
  /** Topics that `desk` covers. Empty means all topics. */
  deskTopics: readonly DeskTopic[]
  /** Category ids, including sub-categories. */
  moderates: readonly number[]
  /** Ids of the groups the actor is a member of. */
  groups: readonly number[]
  locale: Locale | null
  timeZone: string | null
  /** The version of the terms to accept before the next post or vote, if one is due. */
  termsDue?: number
  /**
   * `undefined` for tokens and guests. `hash` is the stored SHA-256 of the session id, in hex, and
   * `userId` its owner, who may be a guest here.
   */
  session?: { hash: string; authenticatedAt: string; userId: number }
  /** `undefined` unless signed in with an API token. */
  token?: { id: number }
  /** A program with an account of its own. `madeById` is the admin who made it. */
  service?: { madeById: number; requestsPerMinute: number }
  /** Only for pages of members. */
  facts?: Partial<ReaderFacts>
}

/** The actor without a sign-in. */
export const guest: Actor = Object.freeze({
  id: 0,
  username: '',
  role: 'guest',
  scopes: null,
  trust: 'new',
  silenced: false,
  suspended: false,
  silencedIn: [],
  capabilities: [],
  deskTopics: [],
  moderates: [],
  groups: [],
  locale: null,
  timeZone: null
})

export type EmittedEvent = { type: string; payload: Record<string, unknown> }

/**
 * Functions and settings that packages need from others. The composition supplies them. A package
 * adds its own by `declare module '@stoa/core' { interface Ports { … } }`.
 */
export interface Ports {
  /** Called after a commit with its events, before the request is answered. */
  committed(emitted: readonly EmittedEvent[]): void
  readonly languages: ForumLanguages
  readonly tracer?: Tracer
  /**
   * Lets a reader call an endpoint, named as `threads.show`.
   * @throws Problem 401 `sign_in_required` in a forum that only members read, 403
   * `forum_not_opened` in one that only its team reads yet
   */
  authorizeReader(ctx: Context, name: string): Promise<void>
}

/** The HTTP request behind a verb. Absent in jobs, imports and commands. */
export type Origin = {
  address: string
  userAgent: string
  method: string
  path: string
  idempotencyKey?: string
  /** SHA-256 of the canonical input in hex. It binds an idempotency key to its input. */
  bodyHash?: string
  /** Raw session id from the cookie. Only sign-out reads it. */
  sessionId?: string
  /** The cookie that identifies the browser. */
  device?: string
  /** The cookie that binds an attempt to sign in with a provider to the browser. */
  signInAttempt?: string
  /** The last event that an interrupted event stream received. */
  lastEventId?: number
  /** The sender has confirmed that the text contains contact data and may be public. */
  sharesPersonalData?: boolean
  /** The version of the terms that the sender accepts with this request. */
  acceptsTerms?: number
  /**
   * The file of a multipart request and the fields before it. `bytes` is empty if the file was too
   * large.
   */
  file?: { name: string; bytes: Buffer; tooLarge: boolean; fields: Record<string, string> }
}

/**
 * A cookie of the response. An empty value clears it. A refusal sets it only with `evenIfRefused`.
 */
export type OutgoingCookie = {
  name: string
  value: string
  expires?: string
  evenIfRefused?: boolean
}

export type Context = {
  actor: Actor
  db: Database
  /** True inside `transaction`: `db` is the transaction. */
  writing?: boolean
  /** Inside `transaction`: the events emitted so far. */
  emitted?: EmittedEvent[]
  /** Inside `transaction`: functions that run after the commit. */
  afterCommit?: (() => void)[]
  /** The time of the request, ISO 8601 UTC with milliseconds. */
  now: string
  locale: Locale
  ports: Ports
  origin?: Origin
  /** Collected while handling, sent with the answer. */
  cookies: OutgoingCookie[]
  /** Headers of the answer, collected alike. Absent where no program receives them. */
  headers?: Record<string, string>
}

const ranks: Record<AuthorRole, number> = {
  guest: 0,
  member: 1,
  service: 1,
  volunteer: 2,
  staff: 3,
  admin: 4
}

/** Whether `role` is at least `least`. */
export const atLeast = (role: AuthorRole, least: Role) => ranks[role] >= ranks[least]

/** Whether `actor` stands above `role`. Nobody moderates an equal or higher role. */
export const outranks = (actor: Pick<Actor, 'role'>, role: AuthorRole) =>
  ranks[actor.role] > ranks[role]

/** The time `milliseconds` after `now`, negative for before, in the same form. */
export const after = (now: string, milliseconds: number) =>
  new Date(Date.parse(now) + milliseconds).toISOString()
