import type { Database } from './database/index.ts'

export type Locale = 'en' | 'zh-CN' | 'zh-TW'
export const locales = ['en', 'zh-CN', 'zh-TW'] as const satisfies readonly Locale[]

export type Role = 'guest' | 'member' | 'volunteer' | 'staff' | 'admin'
export type Trust = 'new' | 'basic' | 'trusted'
/** What staff may hold beyond moderating content. */
export const capabilities = ['desk', 'announcements', 'moderation'] as const
export type Capability = (typeof capabilities)[number]

/** Key of what private conversations with staff are about; which there are is data of the desk. */
export type DeskTopic = string

/** Who acts. A guest has id 0, which belongs to nobody. */
export type Actor = {
  id: number
  username: string
  role: Role
  trust: Trust
  /** Signed in, but the e-mail address is not confirmed: a guest to everything but verification. */
  pendingUserId?: number
  /**
   * Not signed in, but the address was proved by mail: a guest to everything but endpoints with
   * `byProof`, for which they are this member.
   */
  proven?: Actor
  /** Acts by a proved address alone: only what was begun in that way is theirs. */
  byProof?: boolean
  silenced: boolean
  suspended: boolean
  /** Categories they are silenced in, sub-categories included; silenced everywhere says `silenced`. */
  silencedIn: readonly number[]
  capabilities: readonly Capability[]
  /** What `desk` is held for; none named: every topic. */
  deskTopics: readonly DeskTopic[]
  /** Category ids, sub-categories included. */
  moderates: readonly number[]
  locale: Locale | null
  timeZone: string | null
  /** `undefined` for tokens and guests. `hash` is the stored SHA-256 of the session id, in hex. */
  session?: { hash: string; authenticatedAt: string }
  /** `undefined` unless signed in by an API token. */
  token?: { id: number; scopes: readonly string[] }
}

/** Whoever is not signed in. */
export const guest: Actor = Object.freeze({
  id: 0,
  username: '',
  role: 'guest',
  trust: 'new',
  silenced: false,
  suspended: false,
  silencedIn: [],
  capabilities: [],
  deskTopics: [],
  moderates: [],
  locale: null,
  timeZone: null
})

/** An event as it was emitted: a type and ids. */
export type EmittedEvent = { type: string; payload: Record<string, unknown> }

/**
 * What a package needs of others, supplied by the composition. Packages add to it by
 * `declare module '@stoa/core' { interface Ports { … } }`.
 */
export interface Ports {
  /** Called after a commit with what happened in it, before the writer is answered. */
  committed(happened: readonly EmittedEvent[]): void
}

/** The outside request behind a verb; absent in jobs, imports and commands. */
export type Origin = {
  address: string
  userAgent: string
  method: string
  path: string
  idempotencyKey?: string
  /** SHA-256 of the canonical input in hex; binds an idempotency key to what was sent. */
  bodyHash?: string
  /** Raw session id from the cookie; only sign-out reads it. */
  sessionId?: string
  /** The cookie by which the browser is known again. */
  device?: string
  /** Where an interrupted event stream wants to go on. */
  lastEventId?: number
  /** The sender has seen that the text says how to reach somebody, and wants it to be public. */
  sharesPersonalData?: boolean
  /** The body as it came and the headers that sign it, for endpoints with `signed`. */
  signed?: { body: string; headers: Record<string, string> }
  /** The file of a multipart request and the fields before it; no bytes where it was too large. */
  file?: { name: string; bytes: Buffer; tooLarge: boolean; fields: Record<string, string> }
}

/** A cookie that the answer sets; an empty value clears it. A refusal sets it only where it says so. */
export type OutgoingCookie = {
  name: string
  value: string
  expires?: string
  evenIfRefused?: boolean
}

export type Context = {
  actor: Actor
  db: Database
  /** True inside `write`: `db` is the transaction. */
  writing?: boolean
  /** Inside `write`: the events of this transaction so far. */
  happened?: EmittedEvent[]
  /** Inside `write`: what `afterCommit` leaves until then. */
  afterCommit?: (() => void)[]
  /** The time of the request, ISO 8601 UTC with milliseconds. */
  now: string
  locale: Locale
  ports: Ports
  origin?: Origin
  /** Collected while handling, sent with the answer. */
  cookies: OutgoingCookie[]
}

const ranks: Record<Role, number> = { guest: 0, member: 1, volunteer: 2, staff: 3, admin: 4 }

/** True when `role` is `least` or above it. */
export const atLeast = (role: Role, least: Role) => ranks[role] >= ranks[least]

/** True when `actor` stands above `role`; nobody moderates an equal or higher role. */
export const outranks = (actor: Pick<Actor, 'role'>, role: Role) => ranks[actor.role] > ranks[role]

/** The time `milliseconds` after `now` (negative: before it), in the same form. */
export const after = (now: string, milliseconds: number) =>
  new Date(Date.parse(now) + milliseconds).toISOString()
