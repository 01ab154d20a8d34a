import type { World } from './world.ts'

export type Call = {
  /** Values of `:name` in the path. */
  params?: Record<string, string | number>
  query?: Record<string, string | number>
  body?: object
  headers?: Record<string, string>
}

/** One endpoint in the tests that walk every route. */
export type Row = {
  /** Makes what the call is about and answers a call that is right in every way. */
  call(world: World): Promise<Call>
  /** The status for each actor, in the order of `actors`. */
  answers: string
  /** What can be hidden and with it the answer; need not be said where the path has its id. */
  about?: 'category' | 'thread' | 'reply'
  /** The same call about one that never existed; need not be said where the path has its id. */
  unknown?(call: Call): Call
  /** What it answers about things that do not exist for the caller, where that is not 404. */
  unseen?: number
  /** The answer is a stream without an end. */
  streams?: boolean
}

export type Rows = Record<string, Row>

/** An id that nothing ever has. */
export const neverGiven = 9_000_000_000

/** The same for all, signed in or not. */
export const everybody = (status: number) => Array<number>(10).fill(status).join(' ')

/** Whoever has an account with a confirmed address, silenced and suspended ones too. */
export const accounts = (status: number) => `401 401 ${Array<number>(8).fill(status).join(' ')}`

/** What silenced users still may, and suspended ones may not. */
export const unlessSuspended = (s: number) => `401 401 ${s} ${s} ${s} 403 ${s} ${s} ${s} ${s}`

/** What puts something before others: neither silenced nor suspended users may. */
export const unlessSilenced = (s: number) => `401 401 ${s} ${s} 403 403 ${s} ${s} ${s} ${s}`

/** Volunteers in their categories, staff and admins. */
export const moderators = (s: number) => `401 401 403 403 403 403 403 ${s} ${s} ${s}`

/** Staff with the duty `moderation`, and admins. */
export const byModeration = (s: number) => `401 401 403 403 403 403 403 403 ${s} ${s}`

/** Staff, whatever their duties, and admins. */
export const staff = (s: number) => `401 401 403 403 403 403 403 403 ${s} ${s}`

export const admins = (status: number) => `401 401 403 403 403 403 403 403 403 ${status}`
