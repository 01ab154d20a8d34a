import { and, asc, isNull, sql } from 'drizzle-orm'
import { atLeast, type Context } from '@stoa/core'
import { usernamesOf } from '@stoa/accounts'
import type { TrustedEntry } from './contract.ts'
import { dueAfter, isOfficial } from './lists.ts'
import { trustedEntries } from './schema.ts'
import { hasRoleOfToday, wantedBy } from './second-person.ts'

type Row = { entry: typeof trustedEntries.$inferSelect; official: boolean }

/** What is official, for everybody; for admins also what is pending, on top, and who wants it. */
export async function listTrusted(ctx: Context): Promise<{ items: TrustedEntry[] }> {
  const isAdmin = atLeast(ctx.actor.role, 'admin')
  const rows = await presentEntries(ctx, isAdmin)
  if (!isAdmin) return { items: rows.map(({ entry }) => officialEntry(entry)) }
  const wanting = rows.map(({ entry }) => wantedBy(entry))
  const names = await usernamesOf(ctx, wanting)
  const maySecond = !(await hasRoleOfToday(ctx))
  const items = rows.map((row) => entryForAdmin(ctx, row, names, maySecond))
  const isPending = ({ state }: TrustedEntry) => state !== 'official'
  return { items: [...items.filter(isPending), ...items.filter((item) => !isPending(item))] }
}

async function presentEntries({ db, now }: Context, isAdmin: boolean): Promise<Row[]> {
  const rows = await db
    .select({ entry: trustedEntries, official: sql<boolean>`(${isOfficial(now)})` })
    .from(trustedEntries)
    .where(and(isNull(trustedEntries.removalConfirmedById), isAdmin ? undefined : isOfficial(now)))
    .orderBy(asc(trustedEntries.kind), asc(trustedEntries.id))
  return rows.filter(({ entry, official }) => official || entry.removedAt === null)
}

const officialEntry = ({ id, kind, value }: Row['entry']): TrustedEntry => ({
  ...{ id, kind, value, state: 'official', due: null, by: null },
  can: { confirm: false }
})

function entryForAdmin(
  { actor }: Context,
  { entry, official }: Row,
  names: ReadonlyMap<number, string>,
  maySecond: boolean
): TrustedEntry {
  const { addedAt, removedAt } = entry
  const isLeaving = removedAt !== null
  if (official && !isLeaving) return officialEntry(entry)
  return {
    ...officialEntry(entry),
    state: isLeaving ? 'leaving' : 'proposed',
    due: dueAfter(removedAt ?? addedAt),
    by: names.get(wantedBy(entry)) ?? null,
    can: { confirm: maySecond && wantedBy(entry) !== actor.id }
  }
}
