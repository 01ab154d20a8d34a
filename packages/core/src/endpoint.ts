import type { z } from 'zod'
import { closedShape } from './closed-shape.ts'
import type { Capability, Context, Role, Scope } from './context.ts'
import { idParams, nothing } from './contract.ts'
import { readLimit, type Limit } from './limits.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
/** The shape of params, query or body. */
export type Shape = z.ZodType<object>

/** A part of a file, both ends included. */
export type ByteRange = { first: number; last: number }

/** An open file, or the part of it that was asked for. */
export type OpenFile = {
  /** Bytes that `read` gives in all. */
  size: number
  /**
   * Reads the next bytes, into `buffer` or not; `undefined` at the end. They are valid until the
   * next call.
   */
  read(buffer: Buffer): Promise<Buffer | undefined>
  close(): Promise<void>
}

/** A stored file, opened once it is known which of its bytes the reader asks for. */
export type FileBody = {
  /** In bytes. */
  size: number
  /** A strong validator in quotes: a file with other bytes has another one. */
  etag: string
  open(range?: ByteRange): Promise<OpenFile>
}

/** Bytes, a stream or a file sent unchanged, for uploads, feeds and event streams. */
export class RawAnswer {
  readonly body: Buffer | NodeJS.ReadableStream | FileBody | string
  readonly headers: Record<string, string>
  readonly status: number
  constructor(body: RawAnswer['body'], headers: Record<string, string>, status = 200) {
    this.body = body
    this.headers = headers
    this.status = status
  }
}

/** An answer with a status other than the endpoint's first one. */
export class Answer<T> {
  readonly status: number
  readonly value: T
  constructor(status: number, value: T) {
    this.status = status
    this.value = value
  }
}

export type Definition<P extends Shape, Q extends Shape, B extends Shape, A extends z.ZodType> = {
  method: Method
  /** Below /api/v1, parameters as `:id`. */
  path: string
  summary: string
  /** Default: `idParams` where the path has an `:id`. */
  params?: P
  query?: Q
  body?: B
  /** Where the thing is that it creates, below /api/v1, if no address below its own names it. */
  location?: string
  /** Shape per status; the first is the one without an `Answer`. Default: 204 with `nothing`. */
  answers?: Record<number, A>
  /** The minimum role of the caller. Further rights are checked in the verb. */
  minimumRole: Role
  /** The capability that the caller must have. */
  capability?: Capability
  /**
   * The scopes that open it to tokens and limited sessions; null for other sessions only. Default:
   * `read` for GET, else `write`.
   */
  scope?: Scope | readonly Scope[] | null
  /** Needs a sign-in not older than ten minutes. */
  fresh?: boolean
  /** Default: 60 writes a minute, 600 reads a minute. */
  limit?: Limit
  /**
   * Programs may call it without the forum's Origin. The text says what authorises them, such as a
   * token.
   */
  withoutOrigin?: string
  /**
   * Leaves the body unread, whatever its type. Mail servers send a form whose URL contains
   * everything.
   */
  ignoresBody?: boolean
  /** Takes a form instead of JSON, where a standard of other programs says so. */
  takesForm?: boolean
  /** The largest body in bytes; by default 256 KB. */
  bodyBytes?: number
  /**
   * Refuses actors who may not send so large a body, before it is read. Without it the role decides.
   */
  authorizeBody?(ctx: Context, params: z.output<P>): Promise<void>
  /** Takes one multipart file of at most so many bytes as `ctx.origin.file`. */
  fileBytes?: number
  handle(
    ctx: Context,
    input: z.output<P> & z.output<Q> & z.output<B>
  ): Promise<z.input<A> | Answer<z.input<A>> | RawAnswer>
}

export type Endpoint<
  P extends Shape = Shape,
  Q extends Shape = Shape,
  B extends Shape = Shape,
  A extends z.ZodType = z.ZodType
> = Definition<P, Q, B, A> & {
  answers: Record<number, A>
  scope: Scope | readonly Scope[] | null
  limit: Limit
}

export type AnyEndpoint = Endpoint

const writeLimit: Limit = { per: 'actor', count: 60, seconds: 60 }

/** What moderators, and what admins, may do: the role and the scope of an endpoint. */
export const byModerators = { minimumRole: 'volunteer', scope: 'moderate' } as const
export const byAdmins = { minimumRole: 'admin', scope: 'admin' } as const

const withId = /:id(?:\/|$)/

/** Params of a path that names none: its `:id`. */
type ParamsOf<Path extends string> = Shape &
  (`${Path}/` extends `${string}/:id/${string}` ? typeof idParams : unknown)

/**
 * Defines one endpoint: route, validation, OpenAPI entry, in-process call and its rows in the
 * matrix tests. Unknown fields in its query and body are refused.
 */
export function endpoint<
  Path extends string,
  A extends z.ZodType = typeof nothing,
  P extends Shape = ParamsOf<Path>,
  Q extends Shape = Shape,
  B extends Shape = Shape
>(definition: Definition<P, Q, B, A> & { path: Path }): Endpoint<P, Q, B, A> {
  const reads = definition.method === 'GET'
  const query = definition.query && closedShape(definition.query)
  const body = definition.body && closedShape(definition.body)
  const limit = reads ? readLimit : writeLimit
  const closed = { ...(query && { query }), ...(body && { body }) }
  const params = withId.test(definition.path) && { params: idParams }
  const defaults = { ...params, answers: { 204: nothing }, scope: reads ? 'read' : 'write', limit }
  return { ...defaults, ...definition, ...closed } as Endpoint<P, Q, B, A>
}
