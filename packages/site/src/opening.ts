import { isNull } from 'drizzle-orm'
import { emit, transaction, type Context } from '@stoa/core'
import { siteSettings } from './schema.ts'

/** Opens the forum to its readers: from now on official words wait for a second person. */
export const openForum = (ctx: Context): Promise<void> =>
  transaction(ctx, async (ctx) => {
    const { openedAt } = siteSettings
    await ctx.db.update(siteSettings).set({ openedAt: ctx.now }).where(isNull(openedAt))
    await emit(ctx, 'site.changed', {})
  })
