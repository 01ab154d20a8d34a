import { eq } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { Context } from '@stoa/core'
import { quietHours } from './schema.ts'

/** Whole hours of the reader's day in which no mails come; past midnight if `from` is the later. */
export type QuietHours = { from: number; to: number }

/**
 * The end of the quiet hours that a time is in, ISO 8601 UTC; null if it is in none.
 * @param timeZone IANA name
 */
export function endOfQuiet(time: string, hours: QuietHours | null, timeZone: string) {
  if (!hours) return null
  const local = Temporal.Instant.from(time).toZonedDateTimeISO(timeZone)
  if (!isQuiet(local.hour, hours)) return null
  const day = local.hour < hours.to ? local : local.add({ days: 1 })
  const end = day.toPlainDate().toZonedDateTime({ timeZone, plainTime: { hour: hours.to } })
  return new Date(end.epochMilliseconds).toISOString()
}

const isQuiet = (hour: number, { from, to }: QuietHours) =>
  from < to ? from <= hour && hour < to : hour >= from || hour < to

/** The actor's quiet hours; null without. */
export async function ownQuietHours({ db, actor }: Context): Promise<QuietHours | null> {
  const { from, to } = quietHours
  const [row] = await db
    .select({ from, to })
    .from(quietHours)
    .where(eq(quietHours.userId, actor.id))
  return row ?? null
}

/** Stores the actor's quiet hours, or that they have none. */
export async function setQuietHours({ db, actor }: Context, hours: QuietHours | null) {
  if (!hours) return void (await db.delete(quietHours).where(eq(quietHours.userId, actor.id)))
  await db
    .insert(quietHours)
    .values({ userId: actor.id, ...hours })
    .onConflictDoUpdate({ target: quietHours.userId, set: hours })
}
