import { desc, eq } from 'drizzle-orm'
import { after, cached, type Context, type Ports } from '@stoa/core'
import { retentionChanges } from './schema.ts'
import { lengthOf, periodKeys, retentionPeriods, type PeriodKey } from './periods.ts'

export type Values = Readonly<Record<PeriodKey, number>>

const values = cached(5 * 60_000, readValues)

/** Returns the present value of every period, which each process reads once. */
export const retentionValues = (ctx: Context): Promise<Values> => values.of(ctx)

export const invalidateRetention = (ports: Ports): void => values.drop(ports)

async function readValues({ db }: Context): Promise<Values> {
  const rows = await db
    .selectDistinctOn([retentionChanges.period])
    .from(retentionChanges)
    .orderBy(retentionChanges.period, desc(retentionChanges.id))
  const chosen = new Map(rows.map(({ period, value }) => [period, value]))
  return Object.fromEntries(
    periodKeys.map((period) => [period, chosen.get(period) ?? retentionPeriods[period].default])
  ) as Values
}

/** Returns the value of a period as stored, for what decides or deletes. */
export async function storedValue({ db }: Pick<Context, 'db'>, period: PeriodKey): Promise<number> {
  const [row] = await db
    .select({ value: retentionChanges.value })
    .from(retentionChanges)
    .where(eq(retentionChanges.period, period))
    .orderBy(desc(retentionChanges.id))
    .limit(1)
  return row?.value ?? retentionPeriods[period].default
}

/** Returns how long a period keeps its data, in milliseconds. Implements the port of other packages. */
export const retainedFor = async (ctx: Context, period: PeriodKey): Promise<number> =>
  lengthOf(period, (await retentionValues(ctx))[period])

/** The time before which a value of a period removes what is older. */
export const removedBefore = ({ now }: Pick<Context, 'now'>, period: PeriodKey, value: number) =>
  after(now, -lengthOf(period, value))
