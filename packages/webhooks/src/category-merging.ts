import { and, eq, sql } from 'drizzle-orm'
import { emit, type Context } from '@stoa/core'
import { stopInternal } from './internal-content.ts'
import { webhooks } from './schema.ts'

type Merged = { categoryId: number; intoId: number }

/**
 * Effect: filters that name a merged category name the one that it was merged into. That may let more
 * pass, so the receiver loses internal content until a second admin agrees again.
 */
export async function followMergedCategory(ctx: Context, merged: Merged): Promise<void> {
  const { id, categories } = webhooks
  const names = sql`${merged.categoryId} = any(${categories})`
  const rows = await ctx.db.select({ id }).from(webhooks).where(names)
  for (const row of rows) await replaceCategory(ctx, row.id, merged)
}

async function replaceCategory(ctx: Context, webhookId: number, { categoryId, intoId }: Merged) {
  await stopInternal(ctx, webhookId)
  const { id, categories, internal, revision } = webhooks
  const isNamed = sql`${categoryId} = any(${categories})`
  await ctx.db
    .update(webhooks)
    .set({
      categories: sql`array(select distinct
        unnest(array_replace(${categories}, ${categoryId}::bigint, ${intoId}::bigint)))`,
      internal: sql`${internal} and ${intoId} = any(${categories})`,
      revision: sql`${revision} + 1`
    })
    .where(and(eq(id, webhookId), isNamed))
  await emit(ctx, 'webhook.changed', { webhookId })
}
