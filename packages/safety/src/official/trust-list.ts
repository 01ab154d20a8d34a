import { and, asc, isNull } from 'drizzle-orm'
import { atLeast, type Context } from '@stoa/core'
import { selectApprovals, waitingOf, waitsFor } from '@stoa/accounts/approvals'
import type { TrustedEntry } from './contract.ts'
import { isOfficial } from './lists.ts'
import { trustedEntries } from '../schema.ts'

type Entry = typeof trustedEntries.$inferSelect

/** Lists official contacts; for admins also pending ones, on top and with their author. */
export async function listTrusted(ctx: Context): Promise<{ items: TrustedEntry[] }> {
  const isAdmin = atLeast(ctx.actor.role, 'admin')
  const entries = await presentEntries(ctx, isAdmin)
  if (!isAdmin) return { items: entries.map(officialEntry) }
  const approvals = await selectApprovals<'trust_entry'>(ctx, waitsFor('trust_entry'))
  const waiting = await waitingOf(ctx, approvals)
  const items = entries.map((entry): TrustedEntry => {
    const at = approvals.findIndex(({ subject }) => subject.entryId === entry.id)
    const state = approvals[at]?.subject.change === 'remove' ? 'leaving' : 'proposed'
    return { ...officialEntry(entry), ...(at >= 0 && { state, waiting: waiting[at]! }) }
  })
  const isPending = ({ state }: TrustedEntry) => state !== 'official'
  return { items: [...items.filter(isPending), ...items.filter((item) => !isPending(item))] }
}

const presentEntries = ({ db }: Context, isAdmin: boolean): Promise<Entry[]> =>
  db
    .select()
    .from(trustedEntries)
    .where(and(isNull(trustedEntries.goneAt), isAdmin ? undefined : isOfficial))
    .orderBy(asc(trustedEntries.kind), asc(trustedEntries.id))

const officialEntry = ({ id, kind, value }: Entry): TrustedEntry => ({
  ...{ id, kind, value, state: 'official', waiting: null }
})
