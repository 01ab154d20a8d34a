import { sql } from 'drizzle-orm'
import { LRUCache } from 'lru-cache'
import { limitedNetwork, shortenedNetwork } from './addresses.ts'
import { after, type Context, type Ports } from './context.ts'
import type { Database } from './database/index.ts'
import { tooMany } from './problems.ts'
import { preparedStatement } from './prepared-statement.ts'
import { limits } from './schema.ts'

/**
 * At most `count` requests in `seconds`, per account (guests: per address) or per address. An IPv6
 * /64 counts as one address; its /48 has a wider limit besides.
 */
export type Limit = { per: 'actor' | 'address'; count: number; seconds: number }

/** Of reading, which every endpoint has that names none. */
export const readLimit: Limit = { per: 'actor', count: 600, seconds: 60 }

type Use = [db: Database, now: string, name: string, subject: string, limit: Omit<Limit, 'per'>]

/**
 * Counts one use in PostgreSQL, shared by all nodes.
 * @throws Problem 429 with the seconds until the window ends
 */
export async function consume(...use: Use): Promise<void> {
  const seconds = await secondsToWait(...use)
  if (seconds > 0) throw tooMany(seconds)
}

/** Counts one use and returns how many seconds to wait: 0 within the limit. */
export async function secondsToWait(...use: Use): Promise<number> {
  const [db, now, name, subject, limit] = use
  const { count, windowStart } = await countUse(db, now, name, subject, limit.seconds)
  return count > limit.count ? secondsLeft(windowStart, now, limit.seconds) : 0
}

/**
 * Counts one use without a limit, and returns the count of the present window.
 * @param subject the user or network it counts against, such as `user:7` or an address
 */
export async function countUse(
  db: Database,
  now: string,
  name: string,
  subject: string,
  seconds: number
): Promise<{ count: number; windowStart: string }> {
  const over = after(now, -seconds * 1000)
  const [used] = await usesOf(db, { name, now, over, subjects: JSON.stringify([subject]) })
  if (!used) throw new Error(`The limit ${name} was not counted.`)
  return { count: used.before + 1, windowStart: new Date(used.start).toISOString() }
}

/**
 * Counts uses of several subjects with the same limit in one statement.
 * @param subjects one for each use; a subject may have several
 * @returns for each use how many seconds it has to wait: 0 within the limit
 */
export async function secondsToWaitEach(
  db: Database,
  now: string,
  name: string,
  subjects: readonly string[],
  { count, seconds }: Omit<Limit, 'per'>
): Promise<number[]> {
  if (subjects.length === 0) return []
  const over = after(now, -seconds * 1000)
  const rows = await usesOf(db, { name, now, over, subjects: JSON.stringify(subjects) })
  const windows = new Map(rows.map(({ subject, ...window }) => [subject, window]))
  return subjects.map((subject) => {
    const window = windows.get(subject)
    if (!window) throw new Error(`The limit ${name} was not counted.`)
    const before = window.before++
    return before < count ? 0 : secondsLeft(window.start, now, seconds)
  })
}

/** Condition: the window of the row `used` of `limits` has ended. */
export const isOver = sql`used.window_start <= ${sql.placeholder('over')}::timestamptz`

// In sorted order, so that two statements cannot block each other.
const usesOf = preparedStatement<{ subject: string; before: number; start: string }>(
  () => sql`
  with asked as (select value as subject, count(*)::int as count
    from jsonb_array_elements_text(${sql.placeholder('subjects')}::jsonb) group by value),
  counted as (insert into ${limits} as used (name, subject, window_start, count)
    select ${sql.placeholder('name')}, subject, ${sql.placeholder('now')}::timestamptz, count
    from asked order by subject
    on conflict (name, subject) do update set
      count = case when ${isOver} then excluded.count else used.count + excluded.count end,
      window_start = case when ${isOver} then excluded.window_start else used.window_start end
    returning subject, count, window_start)
  select subject, counted.count - asked.count as before, window_start as start
  from counted join asked using (subject)`
)

/** Seconds until a window that began at `start` ends, at least 1. */
export const secondsLeft = (start: string | number, now: string, seconds: number) =>
  Math.max(1, Math.ceil((new Date(start).getTime() - Date.parse(now)) / 1000 + seconds))

/** Uses since `start`, the present one included. */
type Window = { start: string | number; count: number }

/**
 * Tells a program what is left of a limit, as draft-ietf-httpapi-ratelimit-headers-10 says, and
 * refuses what is beyond it.
 * @param name of the policy: whose uses are counted
 * @throws Problem 429 with the seconds until the window ends
 */
export function enforce(
  { now, headers }: Pick<Context, 'now' | 'headers'>,
  name: Limit['per'] | 'service',
  { count, seconds }: Omit<Limit, 'per'>,
  used: Window
): void {
  if (!headers && used.count <= count) return
  const wait = secondsLeft(used.start, now, seconds)
  if (headers) {
    headers['ratelimit-policy'] = `"${name}";q=${count};w=${seconds}`
    headers.ratelimit = `"${name}";r=${Math.max(0, count - used.count)};t=${wait}`
  }
  if (used.count > count) throw tooMany(wait)
}

type Reads = Window & { start: number }
const readsByPorts = new WeakMap<Ports, LRUCache<string, Reads>>()

// Evicts the least recently used subject only, so that a crowd of addresses resets nobody's window.
const readsOf = (ports: Ports) => {
  const kept = readsByPorts.get(ports) ?? new LRUCache<string, Reads>({ max: 50_000 })
  readsByPorts.set(ports, kept)
  return kept
}

/**
 * Counts one use in the memory of this process, for reads.
 * @throws Problem 429 with the seconds until the window ends
 */
export function consumeInProcess(
  ctx: Pick<Context, 'ports' | 'now' | 'headers'>,
  name: string,
  subject: string,
  limit: Limit
): void {
  const reads = readsOf(ctx.ports)
  const key = `${name} ${subject}`
  const time = Date.parse(ctx.now)
  const open = reads.get(key)
  const isOpen = open && time < open.start + limit.seconds * 1000
  const window = isOpen ? open : { start: time, count: 0 }
  window.count += 1
  if (window !== open) reads.set(key, window)
  enforce(ctx, limit.per, limit, window)
}

/** The subject of a limit: the account, or the network for guests and `per: 'address'`. */
export const subjectOf = (ctx: Context, per: Limit['per']) =>
  per === 'actor' && ctx.actor.id > 0
    ? `user:${ctx.actor.id}`
    : limitedNetwork(ctx.origin?.address ?? 'local')

// A site of offices, or a part of a mobile network, has many people. One /48 has 65,536 networks.
const networksPerSite = 20

/**
 * The wider limit beside that of an IPv6 /64: of the /48 around it, which one customer can have whole.
 * Undefined for accounts and IPv4.
 */
export function limitOfSite(subject: string, limit: Limit) {
  if (!subject.endsWith('/64')) return undefined
  const site = shortenedNetwork(subject.slice(0, -'/64'.length))
  return { site, wider: { ...limit, count: limit.count * networksPerSite } }
}
