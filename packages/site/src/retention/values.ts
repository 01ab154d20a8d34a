import { desc, eq } from 'drizzle-orm'
import { after, cached, type Context, type Ports } from '@stoa/core'
import { retentionChanges } from './schema.ts'
import { lengthOf, termKeys, terms, type TermKey } from './terms.ts'

export type Values = Readonly<Record<TermKey, number>>

const values = cached(5 * 60_000, readValues)

/** Returns the present value of every term, which each process reads once. */
export const termValues = (ctx: Context): Promise<Values> => values.of(ctx)

export const invalidateRetention = (ports: Ports): void => values.drop(ports)

async function readValues({ db }: Context): Promise<Values> {
  const rows = await db
    .selectDistinctOn([retentionChanges.term])
    .from(retentionChanges)
    .orderBy(retentionChanges.term, desc(retentionChanges.id))
  const chosen = new Map(rows.map(({ term, value }) => [term, value]))
  return Object.fromEntries(
    termKeys.map((term) => [term, chosen.get(term) ?? terms[term].usual])
  ) as Values
}

/** Returns the value of a term as stored, for what decides or deletes. */
export async function storedValue({ db }: Pick<Context, 'db'>, term: TermKey): Promise<number> {
  const [row] = await db
    .select({ value: retentionChanges.value })
    .from(retentionChanges)
    .where(eq(retentionChanges.term, term))
    .orderBy(desc(retentionChanges.id))
    .limit(1)
  return row?.value ?? terms[term].usual
}

/** Returns how long a term keeps its data, in milliseconds. Implements the port of other packages. */
export const retainedFor = async (ctx: Context, term: TermKey): Promise<number> =>
  lengthOf(term, (await termValues(ctx))[term])

/** The time before which a value of a term removes what is older. */
export const removedBefore = ({ now }: Pick<Context, 'now'>, term: TermKey, value: number) =>
  after(now, -lengthOf(term, value))
