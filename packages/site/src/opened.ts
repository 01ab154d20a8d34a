import { isNull } from 'drizzle-orm'
import { emit, transaction, type Context } from '@stoa/core'
import { currentSite } from './current.ts'
import { siteSettings } from './schema.ts'

/**
 * Whether the forum was opened to its readers, so that there is anybody to protect: before, the word
 * of one admin is enough; from then on what is official needs a second person. It runs no statement
 * if the site is cached.
 */
export const isOpened = async (ctx: Context): Promise<boolean> =>
  (await currentSite(ctx)).openedAt !== null

/** Opens the forum to its readers. */
export const openForum = (ctx: Context): Promise<void> =>
  transaction(ctx, async (ctx) => {
    const { openedAt } = siteSettings
    await ctx.db.update(siteSettings).set({ openedAt: ctx.now }).where(isNull(openedAt))
    await emit(ctx, 'site.changed', {})
  })
