import { z } from 'zod'
import { sql } from 'drizzle-orm'
import { holds } from './capabilities.ts'
import { atLeast, type Actor, type Context, after } from './context.ts'
import { isDatabaseAway } from './database/availability.ts'
import { Answer, RawAnswer, type AnyEndpoint, type Shape } from './endpoint.ts'
import { fieldErrors } from './field-errors.ts'
import {
  consume,
  consumeInProcess,
  countUse,
  enforce,
  limitOfSite,
  readLimit,
  subjectOf,
  isOver,
  type Limit
} from './limits.ts'
import {
  forbidden,
  notFound,
  Problem,
  signInRequired,
  unavailable,
  type FieldError
} from './problems.ts'
import { actorFor, isInScope } from './scopes.ts'
import { isAnswered, keyValues } from './idempotency.ts'
import { preparedStatement } from './prepared-statement.ts'
import { idempotencyKeys, limits } from './schema.ts'

type Service = NonNullable<Actor['service']>
type Source = { params: unknown; query: unknown; body: unknown }

/**
 * Checks, validates and handles one call of an endpoint.
 * @throws Problem as the endpoint's verb does, 401/403 by role, capability and scope, 422 by shape,
 * 429 by limit, 503 while the database is unreachable
 */
export const call = (endpoint: AnyEndpoint, name: string, given: Context, source: Source) =>
  (given.ports.tracer ? traced : answer)(endpoint, name, given, source).catch((error: unknown) => {
    throw isDatabaseAway(error) ? unavailable() : error
  })

const traced: typeof answer = (endpoint, name, given, source) => {
  const run = () => answer(endpoint, name, given, source)
  return given.ports.tracer?.verb(name, run) ?? run()
}

async function answer(endpoint: AnyEndpoint, name: string, given: Context, source: Source) {
  const ctx = { ...given, actor: actorFor(endpoint, given.actor) }
  checkAccess(endpoint, ctx)
  await ctx.ports.authorizeReader(ctx, name)
  await checkLimit(endpoint, name, ctx)
  const result: unknown = await endpoint.handle(ctx, parseInput(endpoint, source))
  if (result instanceof RawAnswer) return result
  if (result instanceof Answer) return shaped(endpoint, result.status, result.value)
  return shaped(endpoint, Number(Object.keys(endpoint.answers)[0]), result)
}

/**
 * Checks before the body is read that the actor may send it.
 * @throws Problem 404, 401/403 by role, capability and scope, and as the endpoint's `authorizeBody`
 */
export async function authorizeBody(endpoint: AnyEndpoint, given: Context, params: unknown) {
  const ctx = { ...given, actor: actorFor(endpoint, given.actor) }
  checkAccess(endpoint, ctx)
  await endpoint.authorizeBody?.(ctx, parseParams(endpoint, params))
}

const shaped = (endpoint: AnyEndpoint, status: number, value: unknown) =>
  new Answer<unknown>(status, parsed(endpoint.answers[status], value))

// A frozen answer is the same for many requests.
const known = new WeakMap<object, { shape: z.ZodType; value: unknown }>()

function parsed(shape: z.ZodType | undefined, given: unknown): unknown {
  if (typeof given !== 'object' || !given || !Object.isFrozen(given)) return shape?.parse(given)
  const before = known.get(given)
  if (before && before.shape === shape) return before.value
  const value = shape?.parse(given)
  if (shape) known.set(given, { shape, value })
  return value
}

/**
 * Refuses a sign-in older than ten minutes, where only some callers of an endpoint need a fresh
 * one.
 * @throws Problem 403 `fresh_authentication_required`
 */
export function checkFresh({ actor, now }: Pick<Context, 'actor' | 'now'>): void {
  const age = Date.parse(now) - Date.parse(actor.session?.authenticatedAt ?? '1970-01-01')
  if (age > 10 * 60_000) throw forbidden('fresh_authentication_required')
}

function checkAccess(endpoint: AnyEndpoint, { actor, now }: Context) {
  const { minimumRole: least, capability, fresh } = endpoint
  if (!atLeast(actor.role, least)) throw actor.role === 'guest' ? signInRequired() : forbidden()
  if (actor.token && !isInScope(endpoint, actor)) throw forbidden('token_scope_missing')
  if (capability && !holds(actor, capability)) throw forbidden('capability_missing')
  if (fresh) checkFresh({ actor, now })
}

// A retry with a known idempotency key only reads the stored answer, so it counts as a read.
async function checkLimit({ method, limit }: AnyEndpoint, name: string, ctx: Context) {
  if (!ctx.origin) return
  if (ctx.actor.service) return consumeOwn(ctx, ctx.actor.service)
  const subject = subjectOf(ctx, limit.per)
  const around = limitOfSite(subject, limit)
  if (method === 'GET') {
    // Headers tell of the limit of the caller's own network.
    if (around) consumeInProcess({ ...ctx, headers: undefined }, name, around.site, around.wider)
    consumeInProcess(ctx, name, subject, limit)
  } else if ((await consumeUnlessAnswered(ctx, name, subject, limit)) === 'answered')
    consumeInProcess(ctx, `${name} again`, subject, readLimit)
  else if (around) await consume(ctx.db, ctx.now, name, around.site, around.wider)
}

/** One limit for all that a service account calls, on all nodes, instead of the one of people. */
async function consumeOwn(ctx: Context, { requestsPerMinute }: Service) {
  const limit = { count: requestsPerMinute, seconds: 60 }
  const { db, now, actor } = ctx
  const { count, windowStart } = await countUse(db, now, 'service', `user:${actor.id}`, 60)
  enforce(ctx, 'service', limit, { count, start: windowStart })
}

function parseInput(endpoint: AnyEndpoint, source: Source): object {
  const params = parseParams(endpoint, source.params)
  const errors: FieldError[] = []
  const query = part(endpoint.query ?? nothing, source.query, errors)
  const body = part(endpoint.body ?? nothing, endpoint.ignoresBody ? {} : source.body, errors)
  if (errors.length > 0) throw new Problem(422, 'invalid_input', {}, errors)
  return { ...params, ...query, ...body }
}

function parseParams(endpoint: AnyEndpoint, given: unknown): object {
  const params = endpoint.params?.safeParse(given)
  if (params?.success === false || !isStorable(params?.data)) throw notFound()
  return params?.data ?? {}
}

const nothing = z.strictObject({})

function part(shape: Shape, value: unknown, errors: FieldError[]): object {
  const parsed = shape.safeParse(value ?? {})
  if (!parsed.success) errors.push(...fieldErrors(parsed.error, value))
  for (const [path, given] of Object.entries(parsed.data ?? {}))
    if (!isStorable(given)) errors.push({ path, message: 'field_text_forbidden_character' })
  return parsed.data ?? {}
}

// PostgreSQL cannot store NUL or half a surrogate pair, nor search for them.
function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0')
  return typeof value !== 'object' || Object.values(value ?? {}).every(isStorable)
}

const use = preparedStatement<{ count: number; start: string }>(
  () => sql`
  with answered as (select from ${idempotencyKeys} where ${isAnswered}),
  used as (
    insert into ${limits} as used (name, subject, window_start, count)
    select ${sql.placeholder('name')}, ${sql.placeholder('subject')},
      ${sql.placeholder('now')}::timestamptz, 1
    where not exists (select from answered)
    on conflict (name, subject) do update set
      count = case when ${isOver} then 1 else used.count + 1 end,
      window_start = case when ${isOver} then excluded.window_start else used.window_start end
    returning count, window_start as start)
  select count, start from used`
)

/**
 * Counts one write in PostgreSQL, shared by all nodes. A repeat whose idempotency key has an answer
 * already is not counted.
 * @throws Problem 429 with the seconds until the window ends
 */
async function consumeUnlessAnswered(
  ctx: Context,
  name: string,
  subject: string,
  limit: Limit
): Promise<'counted' | 'answered'> {
  const over = after(ctx.now, -limit.seconds * 1000)
  const values = { ...keyValues(ctx), name, subject, now: ctx.now, over }
  const [used] = await use(ctx.db, values)
  if (!used) return 'answered'
  enforce(ctx, limit.per, limit, used)
  return 'counted'
}
