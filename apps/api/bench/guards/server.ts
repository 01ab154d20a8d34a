import { monitorEventLoopDelay } from 'node:perf_hooks'
import { lte, sql } from 'drizzle-orm'
import { users } from '@stoa/accounts/schema'
import type { Ports } from '@stoa/core'
import { minhashSignatures } from '@stoa/safety/schema'
import { openForum, type BenchTarget } from '../open-forum.ts'
import { fillPeople } from '../posting.ts'
import { signIn } from '../sign-in.ts'

/** Messages between the measuring process and this one. */
export type Taken = { ms: number; cpuMs: number }
export type Asked = { guards: boolean } | 'times' | 'delay'
export type Told = {
  times?: Taken[]
  delayMs?: number
  origin?: string
  /** Cookies of new members, whose posts are reviewed most, and of others, who may write most. */
  newMembers?: string[]
  members?: string[]
}

const memberCount = 300
const newCount = 150
const target = JSON.parse(process.argv[2] ?? '{}') as BenchTarget
const forum = await openForum(target, false)
await fillPeople(forum, memberCount)
await forum.connection.db.update(users).set({ trust: 'basic' })
await forum.connection.db.update(users).set({ trust: 'new' }).where(lte(users.id, newCount))
// As many signatures as an hour of one post per second leaves.
await forum.connection.db.execute(sql`insert into ${minhashSignatures} (bits, keys, created_at)
  select ${bits(72)}, ${numbers(24)}, ${new Date().toISOString()}::timestamptz
  from generate_series(1, 3600) post`)
const sessionIds = await signIn(forum.connection, memberCount)
const cookies = sessionIds.map((id) => `stoa_session=${id}`)
const [newMembers, members] = [cookies.slice(0, newCount), cookies.slice(newCount)]
const times: Taken[] = []
const guarded = timed(guardsOf(forum.ports.safety))
const delay = monitorEventLoopDelay({ resolution: 1 })
delay.enable()
// No jobs run here, because effects of a post are not part of posting it.
const origin = await forum.app.listen({ port: target.port, host: '127.0.0.1' })
Object.assign(forum.ports.safety, guarded)
process.on('message', (asked: Asked) => process.send?.(answer(asked)))
process.on('SIGTERM', () => void forum.stop().then(() => process.exit(0)))
process.on('disconnect', () => process.exit(1))
process.send?.({ origin, newMembers, members } satisfies Told)

const any = sql`(random() * 4294967295 - 2147483648)::int`

/** The bits of different hashes in each row, as unrelated texts have. */
function bits(count: number) {
  const all = sql`select string_agg(${any}::bit(32)::text, '') from generate_series(1, ${count}::int)
    where post > 0`
  return sql`(${all})::bit(${sql.raw(String(count * 32))})`
}

/** Different numbers in each row. */
function numbers(count: number) {
  return sql`array(select ${any} from generate_series(1, ${count}::int) where post > 0)`
}

function answer(asked: Asked): Told {
  if (asked === 'times') return { times: times.splice(0) }
  if (asked === 'delay') {
    const delayMs = delay.max / 1e6
    delay.reset()
    return { delayMs }
  }
  Object.assign(forum.ports.safety, asked.guards ? guarded : idle)
  return {}
}

type Guards = Pick<
  Ports['safety'],
  'review' | 'judgeText' | 'quarantined' | 'linkJudge' | 'keepLinks'
>

function guardsOf({
  review,
  judgeText,
  quarantined,
  linkJudge,
  keepLinks
}: Ports['safety']): Guards {
  return { review, judgeText, quarantined, linkJudge, keepLinks }
}

/**
 * Measures the time of the guards per post, which begins with its review. Parallel work counts
 * once.
 */
function timed(guards: Guards): Guards {
  let running = 0
  let [begun, cpu] = [0, process.threadCpuUsage()]
  const begin = () => {
    running += 1
    if (running === 1) [begun, cpu] = [performance.now(), process.threadCpuUsage()]
  }
  const end = () => {
    running -= 1
    const last = times.at(-1)
    if (running > 0 || !last) return
    const { user, system } = process.threadCpuUsage(cpu)
    last.ms += performance.now() - begun
    last.cpuMs += (user + system) / 1000
  }
  const taking = <T>(work: () => Promise<T>) => {
    begin()
    return work().finally(end)
  }
  return {
    review: (...given) => {
      times.push({ ms: 0, cpuMs: 0 })
      return taking(() => guards.review(...given))
    },
    judgeText: (...given) => taking(() => guards.judgeText(...given)),
    quarantined: (...given) => taking(() => guards.quarantined(...given)),
    linkJudge: (...given) => taking(() => guards.linkJudge(...given)),
    keepLinks: (...given) => taking(() => guards.keepLinks(...given))
  }
}

/** Guards that do nothing. */
const idle: Guards = {
  review: () => Promise.resolve(),
  judgeText: () => Promise.resolve({ waits: false, leadsOut: false }),
  quarantined: () => Promise.resolve([]),
  linkJudge: () => Promise.resolve(() => ({ verdict: 'unknown', leave: '/leave/nowhere' })),
  keepLinks: () => Promise.resolve()
}
