import { createHash, randomBytes } from 'node:crypto'
import { lte } from 'drizzle-orm'
import { after, type Context, type Ports } from '@stoa/core'
import { fixedPeriod } from '@stoa/core/fixed-periods'
import { dayOf } from './days.ts'
import type { RecordedVisit } from './record.ts'
import { dailyVisitors, visitSalts } from './schema.ts'

type Parts = Pick<Context, 'db' | 'ports'>

const kept = new WeakMap<Ports, Map<string, string>>()

/** The salt of a day, which the first node that needs it makes, and each node reads once. */
export async function saltOf({ db, ports }: Parts, day: string): Promise<string> {
  const salts = kept.get(ports) ?? new Map<string, string>()
  kept.set(ports, salts)
  const known = salts.get(day)
  if (known) return known
  const [row] = await db
    .insert(visitSalts)
    .values({ day, salt: randomBytes(24).toString('base64url') })
    .onConflictDoUpdate({ target: visitSalts.day, set: { day } })
    .returning({ salt: visitSalts.salt })
  if (!row) throw new Error('a salt was not stored')
  for (const older of salts.keys()) if (older < day) salts.delete(older)
  salts.set(day, row.salt)
  return row.salt
}

/** The visitor of a day, whom nobody recognises without the salt. */
export const personOf = ({ visitor }: RecordedVisit, salt: string): string =>
  createHash('sha256').update(`${salt}\n${visitor}`).digest('base64url').slice(0, 22)

/** Timed task: deletes salts and visitors of past days. */
export async function deleteVisitors({ db, now }: Context): Promise<void> {
  const newest = dayOf(after(now, -fixedPeriod('daily_visitors')))
  await db.delete(visitSalts).where(lte(visitSalts.day, newest))
  await db.delete(dailyVisitors).where(lte(dailyVisitors.day, newest))
}
