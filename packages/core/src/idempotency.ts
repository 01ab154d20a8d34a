import { and, eq, sql, type SQL } from 'drizzle-orm'
import type { Context } from './context.ts'
import { preparedStatement } from './prepared-statement.ts'
import { Problem } from './problems.ts'
import { idempotencyKeys } from './schema.ts'

/** Whether the request came with an idempotency key, which only signed-in users can use. */
export const hasKey = (ctx: Context) => Boolean(ctx.origin?.idempotencyKey && ctx.actor.id > 0)

/** The key of a request and its input, as placeholders have them. Null without a key. */
export const keyValues = (ctx: Context) => ({
  claimant: ctx.actor.id,
  key: hasKey(ctx) ? ctx.origin?.idempotencyKey : null,
  method: ctx.origin?.method ?? '',
  path: ctx.origin?.path ?? '',
  bodyHash: ctx.origin?.bodyHash ?? '',
  claimedAt: ctx.now
})

const placeholder = (name: keyof ReturnType<typeof keyValues>) => sql.placeholder(name)

/** Condition: the stored row of this key, if it came with the same input. For `keyValues`. */
export const isAnswered = sql`actor_id = ${placeholder('claimant')}
  and key = ${placeholder('key')} and method = ${placeholder('method')}
  and path = ${placeholder('path')} and body_hash = ${placeholder('bodyHash')}`

/** Claims the key by storing it with the answer that `answer` selects. Its repeat is a duplicate. */
export const claiming = (answer: SQL) => sql`insert into ${idempotencyKeys}
    (actor_id, key, method, path, body_hash, created_at, answer)
  select ${placeholder('claimant')}::bigint, ${placeholder('key')}, ${placeholder('method')},
    ${placeholder('path')}, ${placeholder('bodyHash')}, ${placeholder('claimedAt')}::timestamptz,
    answer from (${answer}) answer`

/** The index that a second claim violates. */
export const claims = 'idempotency_keys_actor_id_key_pk'

const claim = preparedStatement<{ key: string }>(
  () => sql`${claiming(sql`select null::jsonb as answer`)} on conflict do nothing returning key`
)

/** Runs `run` unless the key was claimed before, and stores its answer. */
export async function once<T>(ctx: Context, run: (ctx: Context) => Promise<T>): Promise<T> {
  const claimed = await claim(ctx.db, keyValues(ctx))
  if (claimed.length === 0) return firstAnswer<T>(ctx)
  const answer = await run(ctx)
  await ctx.db
    .update(idempotencyKeys)
    .set({ answer: answer ?? null })
    .where(thisKey(ctx))
  return answer
}

/**
 * Returns the stored answer of the first request with this key.
 * @throws Problem 422 `idempotency_key_reused` if it came with another input
 */
export async function firstAnswer<T>(ctx: Context): Promise<T> {
  const kept = await findAnswer<T>(ctx)
  if (!kept) throw new Problem(422, 'idempotency_key_reused')
  return kept.answer
}

/**
 * Finds the stored answer of a request with the same idempotency key, for work that must not be
 * repeated.
 */
export async function findAnswer<T>(ctx: Context): Promise<{ answer: T } | undefined> {
  if (!hasKey(ctx)) return undefined
  const { method, path, bodyHash } = ctx.origin ?? {}
  const [kept] = await ctx.db.select().from(idempotencyKeys).where(thisKey(ctx))
  const isSame = kept?.method === method && kept?.path === path && kept?.bodyHash === bodyHash
  if (!isSame) return undefined
  if (ctx.headers) ctx.headers['idempotent-replayed'] = 'true'
  return kept as { answer: T }
}

const thisKey = (ctx: Context) =>
  and(
    eq(idempotencyKeys.actorId, ctx.actor.id),
    eq(idempotencyKeys.key, ctx.origin?.idempotencyKey ?? '')
  )
