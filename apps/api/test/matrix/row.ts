import type { World } from './world.ts'

export type Call = {
  /** Values of `:name` in the path. */
  params?: Record<string, string | number>
  query?: Record<string, string | number>
  body?: object
  headers?: Record<string, string>
  /** What an endpoint for files takes; a log without it. */
  file?: { name: string; bytes: Buffer }
}

/** One endpoint in the matrix tests. */
export type Row = {
  /** Creates the subject and returns a valid call. */
  call(world: World): Promise<Call>
  /** Status for each actor, in the order of `actors`; the last one answers as `member` does. */
  answers: string
  /** Status for a member without a password, if it differs: the call asks for one. */
  withoutPassword?: number
  /** What the call is about, if it can be hidden; not needed if the path contains its id. */
  about?: 'category' | 'thread' | 'reply'
  /** The same call about something that never existed; not needed if the path contains its id. */
  unknown?(call: Call): Call
  /** Status if the caller may not see the subject, if it is not 404. */
  unseen?: number
  /** The response is an endless stream. */
  streams?: boolean
  /** The forum has only one of what the call is about: actors prepare and call one after another. */
  onlyOne?: boolean
}

export type Rows = Record<string, Row>

/** An id that does not exist. */
export const neverGiven = 9_000_000_000

/** The same status for everybody, signed in or not. */
export const everybody = (status: number) => Array<number>(10).fill(status).join(' ')

/** For accounts with a verified address, also silenced and suspended ones. */
export const accounts = (status: number) => `401 401 ${Array<number>(8).fill(status).join(' ')}`

/** For accounts that are not suspended. */
export const unlessSuspended = (s: number) => `401 401 ${s} ${s} ${s} 403 ${s} ${s} ${s} ${s}`

/** For accounts that are neither silenced nor suspended, such as posting. */
export const unlessSilenced = (s: number) => `401 401 ${s} ${s} 403 403 ${s} ${s} ${s} ${s}`

/** For volunteers in their categories, staff and admins. */
export const moderators = (s: number) => `401 401 403 403 403 403 403 ${s} ${s} ${s}`

/** For staff with the capability `moderation`, and admins. */
export const byModeration = (s: number) => `401 401 403 403 403 403 403 403 ${s} ${s}`

/** For staff with any capabilities, and admins. */
export const staff = (s: number) => `401 401 403 403 403 403 403 403 ${s} ${s}`

export const admins = (status: number) => `401 401 403 403 403 403 403 403 403 ${status}`
