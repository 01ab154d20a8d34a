import { and, eq, isNotNull, isNull, lte, or, sql, type SQL } from 'drizzle-orm'
import { after, keepInMemory, type Context, type Ports } from '@stoa/core'
import { addressOf, type HostLists } from '@stoa/guards'
import type { TrustedKind } from './contract.ts'
import { blockedHosts, trustedEntries } from './schema.ts'

type Entry = { kind: TrustedKind; value: string; key: string }

/** The lists as this process keeps them. */
export type Lists = HostLists & { entries: readonly Entry[] }

const day = 24 * 3600_000
const memory = keepInMemory(30_000, readLists)

/** What is official and what is blocked now, from the memory of this process. */
export const trustLists = memory.of

/** Makes this process read the lists again; called on every node after `trust.changed`. */
export const dropTrustLists = memory.drop

async function readLists({ db, now, ports }: Context): Promise<Lists> {
  const { kind, value, key } = trustedEntries
  const entries = await db.select({ kind, value, key }).from(trustedEntries).where(isOfficial(now))
  const blocked = await db.select({ host: blockedHosts.host }).from(blockedHosts)
  const hosts = new Set(blocked.map(({ host }) => host))
  const domains = entries.filter(({ kind }) => kind === 'domain').map(({ key }) => key)
  return {
    entries,
    official: [...new Set([...ownHost(ports), ...domains])],
    isBlocked: (host) => parents(host).some((parent) => hosts.has(parent))
  }
}

/** The forum is official wherever it has a name. */
const ownHost = ({ publicOrigin }: Ports) => {
  const host = addressOf(publicOrigin)?.hostname
  return host && !/^[\d.]+$/.test(host) ? [host] : []
}

const parents = (host: string) => {
  const labels = host.split('.')
  return labels.map((_, at) => labels.slice(at).join('.'))
}

/** Entries that have come, by a second person or by a day, and not gone the same way. */
export const isOfficial = (now: string): SQL | undefined =>
  and(
    or(isNotNull(trustedEntries.addConfirmedById), lte(trustedEntries.addedAt, after(now, -day))),
    isNull(trustedEntries.removalConfirmedById),
    or(isNull(trustedEntries.removedAt), sql`${trustedEntries.removedAt} > ${after(now, -day)}`)
  )

/** Who got their role after it is no second person yet. */
export const dayBefore = (time: string) => after(time, -day)

/** The time from which what was wanted at `time` holds by itself. */
export const dueAfter = (time: string) => after(time, day)

/** Entries of which something has come to hold since stored links were last judged. */
export const isUnsettled = (now: string): SQL | undefined => {
  const { addedAt, removedAt, settledAt } = trustedEntries
  const passed = (time: typeof addedAt | typeof removedAt) =>
    and(
      lte(time, after(now, -day)),
      or(isNull(settledAt), sql`${settledAt} < ${time} + interval '1 day'`)
    )
  return or(passed(addedAt), passed(removedAt))
}

/** One row of the list, whatever its state, unless it is gone for good. */
export const entryWith = (id: number) =>
  and(eq(trustedEntries.id, id), isNull(trustedEntries.removalConfirmedById))
