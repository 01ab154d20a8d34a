import { eq, sql } from 'drizzle-orm'
import type { Context } from './context.ts'
import type { Database } from './database/index.ts'
import { settings } from './schema.ts'

const name = 'restoration'
const isIt = eq(settings.name, name)

/** `resumedAt` is null while delivery is held. */
export type Restoration = { restoredAt: string; resumedAt: string | null }

/**
 * When mail and webhooks leave after a restore. If this forum was restored from a backup, the
 * original forum may still run and write to the same people. So they are held until an operator
 * runs `stoa resume-delivery`. Exceptions are mails that a user at the screen requested, such as
 * codes and links to set a password, and links that undo a change to an account here.
 *
 * Messages about events before the restore never leave, because the original forum has sent them or
 * was about to. They stay in the inboxes here. Messages about events between restore and resume
 * leave after the resume, the notifications of a reader in a single mail.
 */
export type Departure = 'now' | 'after_resume' | 'never'

/** When a mail or message about an event leaves. @param happenedAt ISO 8601 */
export const departureOf = async (parts: Parts, happenedAt: string): Promise<Departure> =>
  departureAfter(await findRestoration(parts), happenedAt)

/** `departureOf` for many, of a restoration that was read once. */
export function departureAfter(
  restoration: Restoration | null | undefined,
  happenedAt: string
): Departure {
  if (!restoration) return 'now'
  if (happenedAt <= restoration.restoredAt) return 'never'
  return restoration.resumedAt === null ? 'after_resume' : 'now'
}

/** Whether mail and webhooks wait for `stoa resume-delivery`. */
export const isDeliveryHeld = async (parts: Parts): Promise<boolean> =>
  (await findRestoration(parts))?.resumedAt === null

type Parts = { db: Database }

/** When the forum was restored from a backup, if it was. */
export async function findRestoration({ db }: Parts): Promise<Restoration | undefined> {
  const [row] = await db.select({ value: settings.value }).from(settings).where(isIt)
  return row?.value as Restoration | undefined
}

/** A column that is what `findRestoration` finds. */
export const restorationColumn = sql<Restoration | null>`(
  select ${settings.value} from ${settings} where ${isIt})`

/** The settings row that holds delivery in a restored forum. */
export const pausedAt = (restoredAt: string) => ({
  name,
  value: { restoredAt, resumedAt: null } satisfies Restoration
})

/** Releases mail and webhooks. @returns false if they were not held */
export async function resumeDelivery(ctx: Pick<Context, 'db' | 'now'>): Promise<boolean> {
  const restoration = await findRestoration(ctx)
  if (restoration?.resumedAt !== null) return false
  const value: Restoration = { ...restoration, resumedAt: ctx.now }
  await ctx.db.update(settings).set({ value, updatedAt: ctx.now }).where(isIt)
  return true
}
