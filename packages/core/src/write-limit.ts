import { sql } from 'drizzle-orm'
import { after, type Context } from './context.ts'
import { isAnswered, keyValues } from './idempotency.ts'
import { enforce, isOver, type Limit } from './limits.ts'
import { preparedStatement } from './prepared-statement.ts'
import { idempotencyKeys, limits } from './schema.ts'

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
export async function consumeUnlessAnswered(
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
