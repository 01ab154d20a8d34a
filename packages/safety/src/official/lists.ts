import { and, isNotNull, isNull } from 'drizzle-orm'
import { cached, type Context, type Ports } from '@stoa/core'
import { addressOf, type HostLists } from '@stoa/guards'
import type { TrustedKind } from './contract.ts'
import { allowedHosts, blockedHosts, trustedEntries } from '../schema.ts'

type Entry = { kind: TrustedKind; value: string; key: string }

/** The lists as cached in this process. */
export type Lists = HostLists & {
  entries: readonly Entry[]
  /** True for harmless hosts: links of new members to them are shown at once. */
  isAllowed(host: string): boolean
}

const cache = cached(30_000, readLists)

/** Returns official entries and blocked hosts from the cache of this process. */
export const trustLists = cache.of

/** Makes this process read the lists again; called on every node after `trust.changed`. */
export const invalidateTrustLists = cache.drop

async function readLists({ db, ports }: Context): Promise<Lists> {
  const { kind, value, key } = trustedEntries
  const entries = await db.select({ kind, value, key }).from(trustedEntries).where(isOfficial)
  const blocked = await db.select({ host: blockedHosts.host }).from(blockedHosts)
  const allowed = await db.select({ host: allowedHosts.host }).from(allowedHosts)
  const isWithin = (rows: { host: string }[]) => {
    const hosts = new Set(rows.map(({ host }) => host))
    return (host: string) => parents(host).some((parent) => hosts.has(parent))
  }
  const domains = entries.filter(({ kind }) => kind === 'domain').map(({ key }) => key)
  return {
    entries,
    official: [...new Set([...ownHost(ports), ...domains])],
    isBlocked: isWithin(blocked),
    isAllowed: isWithin(allowed)
  }
}

/** The forum's own host is official. */
const ownHost = ({ publicOrigin }: Ports) => {
  const host = addressOf(publicOrigin)?.hostname
  return host && !/^[\d.]+$/.test(host) ? [host] : []
}

const parents = (host: string) => {
  const labels = host.split('.')
  return labels.map((_, at) => labels.slice(at).join('.'))
}

/** Condition for entries in effect. */
export const isOfficial = and(isNotNull(trustedEntries.officialAt), isNull(trustedEntries.goneAt))
