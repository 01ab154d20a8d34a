import { and, asc, isNull } from 'drizzle-orm'
import { atLeast, type Context, snapshotOf, type Snapshot } from '@stoa/core'
import { usernamesOf } from '@stoa/accounts'
import { dueAt, waitingApprovals, type WaitingApproval } from '@stoa/accounts/approvals'
import type { TrustedEntry } from './contract.ts'
import { isOfficial } from './lists.ts'
import { can } from '../policy.ts'
import { trustedEntries } from '../schema.ts'

type Entry = typeof trustedEntries.$inferSelect

/** Lists official contacts; for admins also pending ones, on top and with their author. */
export async function listTrusted(ctx: Context): Promise<{ items: TrustedEntry[] }> {
  const isAdmin = atLeast(ctx.actor.role, 'admin')
  const entries = await presentEntries(ctx, isAdmin)
  if (!isAdmin) return { items: entries.map(officialEntry) }
  const changes = (await waitingApprovals(ctx)).filter(({ kind }) => kind.startsWith('trust_'))
  const names = await usernamesOf(
    ctx,
    changes.map(({ proposedById }) => proposedById)
  )
  const changeOf = new Map(changes.map((change) => [change.subjectId, change]))
  const items = entries.map((entry) => entryForAdmin(ctx, entry, changeOf.get(entry.id), names))
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
  ...{ id, kind, value, state: 'official', due: null, by: null, snapshot: null },
  can: { confirm: false }
})

function entryForAdmin(
  ctx: Context,
  entry: Entry,
  change: WaitingApproval | undefined,
  names: ReadonlyMap<number, string>
): TrustedEntry {
  if (!change) return officialEntry(entry)
  return {
    ...officialEntry(entry),
    state: change.kind === 'trust_removal' ? 'leaving' : 'proposed',
    due: dueAt(ctx, change),
    by: names.get(change.proposedById) ?? null,
    snapshot: snapshotOfEntry(entry),
    can: { confirm: can.approve(ctx.actor, change) }
  }
}

/** What a second admin confirms: the contact, and whether it is added or removed. */
export const snapshotOfEntry = ({ kind, value, officialAt }: Entry): Snapshot =>
  snapshotOf({ contact: kind, value, state: officialAt === null ? 'proposed' : 'leaving' })
