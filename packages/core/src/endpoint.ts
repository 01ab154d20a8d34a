import type { z } from 'zod'
import { checkHolds } from './capabilities.ts'
import { atLeast, type Actor, type Capability, type Context, type Role } from './context.ts'
import { consume, consumeInMemory, subjectOf, type Limit } from './limits.ts'
import { fieldErrors } from './field-errors.ts'
import { forbidden, notFound, Problem, signInRequired, type FieldError } from './problems.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
export type Scope = 'read' | 'write' | 'moderate' | 'admin'
type Shape = z.ZodType<object>

/** Bytes or a stream sent as they are, for files, feeds and event streams. */
export class RawAnswer {
  readonly body: Buffer | NodeJS.ReadableStream | string
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
  params?: P
  query?: Q
  body?: B
  /** Shape per status; the first is the default. */
  answers: Record<number, A>
  /** The least role that may call it; what else is needed stands in the verb. */
  least: Role
  /** The duty of staff that whoever calls it holds. */
  capability?: Capability
  /** The token scope it needs; null: sessions only. Default: `read` for GET, else `write`. */
  scope?: Scope | null
  /** Open to whoever proved an address by mail, too: they act as the member it belongs to. */
  byProof?: boolean
  /** Needs a sign-in not older than ten minutes. */
  fresh?: boolean
  /** Default: 60 writes a minute, 600 reads a minute. */
  limit?: Limit
  /** Programs may send it without the forum's Origin: what proves that they may, such as a token. */
  withoutOrigin?: string
  /** Its messages are signed as Standard Webhooks say: the verb gets the bytes as `ctx.origin.signed`. */
  signed?: boolean
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
> = Definition<P, Q, B, A> & { scope: Scope | null; limit: Limit }

/** Every endpoint, whatever its shapes. */
export type AnyEndpoint = Endpoint

const readLimit: Limit = { per: 'actor', count: 600, seconds: 60 }
const writeLimit: Limit = { per: 'actor', count: 60, seconds: 60 }

/** One endpoint: route, validation, OpenAPI entry, in-process call and its rows in the walking tests. */
export function endpoint<
  A extends z.ZodType,
  P extends Shape = Shape,
  Q extends Shape = Shape,
  B extends Shape = Shape
>(definition: Definition<P, Q, B, A>): Endpoint<P, Q, B, A> {
  const reads = definition.method === 'GET'
  return { scope: reads ? 'read' : 'write', limit: reads ? readLimit : writeLimit, ...definition }
}

type Source = { params: unknown; query: unknown; body: unknown }

/**
 * Checks, validates and handles one call, from wherever it comes.
 * @throws Problem as the endpoint's verb does, 401/403 by role, duty and scope, 422 by shape, 429 by limit
 */
export async function call(endpoint: AnyEndpoint, name: string, given: Context, source: Source) {
  const ctx = { ...given, actor: actorFor(endpoint, given.actor) }
  checkAccess(endpoint, ctx)
  await checkLimit(endpoint, name, ctx)
  const result: unknown = await endpoint.handle(ctx, parseInput(endpoint, source))
  if (result instanceof RawAnswer) return result
  if (result instanceof Answer) return shaped(endpoint, result.status, result.value)
  return shaped(endpoint, Number(Object.keys(endpoint.answers)[0]), result)
}

/** Who somebody is to an endpoint: by a proved address a member to some, a guest to all others. */
export const actorFor = ({ byProof }: Pick<AnyEndpoint, 'byProof'>, actor: Actor): Actor =>
  (byProof && actor.proven) || actor

const shaped = (endpoint: AnyEndpoint, status: number, value: unknown) =>
  new Answer<unknown>(status, endpoint.answers[status]?.parse(value))

/**
 * Refuses a sign-in older than ten minutes, for what only some callers of an endpoint need a fresh one.
 * @throws Problem 403 `fresh_authentication_required`
 */
export function checkFresh({ actor, now }: Pick<Context, 'actor' | 'now'>): void {
  const age = Date.parse(now) - Date.parse(actor.session?.authenticatedAt ?? '1970-01-01')
  if (age > 10 * 60_000) throw forbidden('fresh_authentication_required')
}

function checkAccess(endpoint: AnyEndpoint, { actor, now }: Context) {
  const { least, capability, scope, fresh } = endpoint
  if (!atLeast(actor.role, least)) throw actor.role === 'guest' ? signInRequired() : forbidden()
  if (actor.token && (scope === null || !actor.token.scopes.includes(scope)))
    throw forbidden('token_scope_missing')
  if (capability) checkHolds(actor, capability)
  if (fresh) checkFresh({ actor, now })
}

async function checkLimit({ method, limit }: AnyEndpoint, name: string, ctx: Context) {
  if (!ctx.origin) return
  const subject = subjectOf(ctx, limit.per)
  if (method === 'GET') consumeInMemory(ctx, name, subject, limit)
  else await consume(ctx.db, ctx.now, name, subject, limit)
}

function parseInput(endpoint: AnyEndpoint, source: Source): object {
  const params = endpoint.params?.safeParse(source.params)
  if (params?.success === false || !isStorable(params?.data)) throw notFound()
  const errors: FieldError[] = []
  const query = part(endpoint.query, source.query, errors)
  const body = part(endpoint.body, source.body, errors)
  if (errors.length > 0) throw new Problem(422, 'invalid_input', {}, errors)
  return { ...params?.data, ...query, ...body }
}

function part(shape: Shape | undefined, value: unknown, errors: FieldError[]): object {
  const parsed = shape?.safeParse(value ?? {})
  if (parsed?.success === false) errors.push(...fieldErrors(parsed.error))
  for (const [path, given] of Object.entries(parsed?.data ?? {}))
    if (!isStorable(given)) errors.push({ path, message: 'field_text_forbidden_character' })
  return parsed?.data ?? {}
}

// Postgres takes neither NUL nor half a surrogate pair, not even to look for them.
function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0')
  return typeof value !== 'object' || Object.values(value ?? {}).every(isStorable)
}
