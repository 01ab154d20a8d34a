import { eq } from 'drizzle-orm'
import type { Context } from './context.ts'
import type { Database } from './database/index.ts'
import { settings } from './schema.ts'

const name = 'restoration'
const isIt = eq(settings.name, name)

/** `resumedAt`: null while delivery is held. */
type Restoration = { restoredAt: string; resumedAt: string | null }

/**
 * Where this forum was filled from a backup, the one that it was made of may still run, and write to the
 * same people. So mail and webhooks are held until an operator runs `stoa resume-delivery`, but for mails
 * that a person at the screen asked for, such as codes and links to set a password, and for links that undo
 * what was done to an account here.
 *
 * What happened before the restore never leaves, neither then nor after: the former forum has sent it, or
 * was about to. It stands in the inboxes here. What happens between restore and resume leaves after the
 * resume, the notifications of a reader in a single mail.
 */
export type Departure = 'now' | 'after_resume' | 'never'

/** When a mail or message about something leaves. @param happenedAt ISO 8601 */
export async function departureOf(parts: Parts, happenedAt: string): Promise<Departure> {
  const restoration = await findRestoration(parts)
  if (!restoration) return 'now'
  if (happenedAt <= restoration.restoredAt) return 'never'
  return restoration.resumedAt === null ? 'after_resume' : 'now'
}

/** Whether mail and webhooks wait for `stoa resume-delivery`. */
export const isDeliveryHeld = async (parts: Parts): Promise<boolean> =>
  (await findRestoration(parts))?.resumedAt === null

type Parts = { db: Database }

/** When the forum was filled from a backup, if it was. */
export async function findRestoration({ db }: Parts): Promise<Restoration | undefined> {
  const [row] = await db.select({ value: settings.value }).from(settings).where(isIt)
  return row?.value as Restoration | undefined
}

/** The row of the settings that holds delivery in a forum that was just filled. */
export const pausedAt = (restoredAt: string) => ({
  name,
  value: { restoredAt, resumedAt: null } satisfies Restoration
})

/** Lets mail and webhooks leave again. @returns false where nothing was held */
export async function resumeDelivery(ctx: Pick<Context, 'db' | 'now'>): Promise<boolean> {
  const restoration = await findRestoration(ctx)
  if (restoration?.resumedAt !== null) return false
  const value: Restoration = { ...restoration, resumedAt: ctx.now }
  await ctx.db.update(settings).set({ value, updatedAt: ctx.now }).where(isIt)
  return true
}
