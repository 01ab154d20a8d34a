import { and, asc, isNull, sql } from 'drizzle-orm'
import { atLeast, type Context } from '@stoa/core'
import { usernamesOf } from '@stoa/accounts'
import type { TrustedEntry } from './contract.ts'
import { dueAfter, isOfficial } from './lists.ts'
import { trustedEntries } from './schema.ts'

type Row = typeof trustedEntries.$inferSelect

/** What is official, for everybody; for admins also what is pending, and who wants it. */
export async function listTrusted(ctx: Context): Promise<{ items: TrustedEntry[] }> {
  const { db, actor, now } = ctx
  const isAdmin = atLeast(actor.role, 'admin')
  const rows = await db
    .select({ entry: trustedEntries, official: sql<boolean>`(${isOfficial(now)})` })
    .from(trustedEntries)
    .where(and(isNull(trustedEntries.removalConfirmedById), isAdmin ? undefined : isOfficial(now)))
    .orderBy(asc(trustedEntries.kind), asc(trustedEntries.id))
  const present = rows.filter(({ entry, official }) => official || entry.removedAt === null)
  const wanting = present.map(({ entry }) => wantedBy(entry))
  const names = isAdmin ? await usernamesOf(ctx, wanting) : new Map<number, string>()
  return { items: present.map(({ entry, official }) => shown(ctx, entry, official, names)) }
}

/** Who wants the present change of an entry: its removal, else itself. */
export const wantedBy = ({ addedById, removedById }: Row) => removedById ?? addedById

function shown(
  { actor }: Context,
  entry: Row,
  official: boolean,
  names: ReadonlyMap<number, string>
): TrustedEntry {
  const { id, kind, value, addedAt, removedAt } = entry
  const isAdmin = atLeast(actor.role, 'admin')
  const state = stateOf(official, isAdmin && removedAt !== null)
  const pending = state !== 'official'
  return {
    ...{ id, kind, value, state },
    due: pending ? dueAfter(removedAt ?? addedAt) : null,
    by: pending ? (names.get(wantedBy(entry)) ?? null) : null,
    can: { confirm: pending && isAdmin && wantedBy(entry) !== actor.id }
  }
}

function stateOf(official: boolean, leaving: boolean): TrustedEntry['state'] {
  if (leaving) return 'leaving'
  return official ? 'official' : 'proposed'
}
