import { sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { findCategory } from '@stoa/threads'

/** Number of the latest approvals that count. */
const lately = 50

/**
 * Returns the median minutes until a moderator approved a post, over the latest approvals of a
 * category; null with fewer than three.
 * @throws Problem 404 for a category the actor may not see
 */
export async function usualWait(ctx: Context, slug: string): Promise<{ minutes: number | null }> {
  const [category] = await findCategory(ctx, slug)
  const rows = await ctx.db.execute<{ minutes: number | null; count: number }>(sql`
    select (percentile_cont(0.5) within group (order by waited) / 60)::float as minutes,
      count(*)::int as count
    from (select extract(epoch from acted.created_at - posts.created_at) as waited
      from moderation_actions acted join posts on posts.id = acted.post_id
      where acted.category_id = ${category?.id ?? 0} and acted.kind = 'approved'
      order by acted.id desc limit ${lately}) waits`)
  const [row] = rows
  return { minutes: row && row.count >= 3 ? row.minutes : null }
}
