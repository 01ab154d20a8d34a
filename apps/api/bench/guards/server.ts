import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Ports } from '@stoa/core'
import { openForum, type BenchTarget } from '../open-forum.ts'
import { fillPeople } from '../posting.ts'
import { signIn } from '../sign-in.ts'

/** What the measuring process asks for, and what it is told. */
export type Taken = { ms: number; cpuMs: number }
export type Asked = { guards: boolean } | 'times' | 'delay'
export type Told = { times?: Taken[]; delayMs?: number; origin?: string; cookies?: string[] }

const memberCount = 300
const target = JSON.parse(process.argv[2] ?? '{}') as BenchTarget
const forum = await openForum(target, false)
await fillPeople(forum, memberCount)
const sessionIds = await signIn(forum, memberCount)
const cookies = sessionIds.map((id) => `stoa_session=${id}`)
const times: Taken[] = []
const guarded = timed(guardsOf(forum.ports))
const delay = monitorEventLoopDelay({ resolution: 1 })
delay.enable()
// What follows from a post is no part of posting it: no jobs run here.
const origin = await forum.app.listen({ port: target.port, host: '127.0.0.1' })
Object.assign(forum.ports, guarded)
process.on('message', (asked: Asked) => process.send?.(answer(asked)))
process.on('SIGTERM', () => void forum.stop().then(() => process.exit(0)))
process.on('disconnect', () => process.exit(1))
process.send?.({ origin, cookies } satisfies Told)

function answer(asked: Asked): Told {
  if (asked === 'times') return { times: times.splice(0) }
  if (asked === 'delay') {
    const delayMs = delay.max / 1e6
    delay.reset()
    return { delayMs }
  }
  Object.assign(forum.ports, asked.guards ? guarded : idle)
  return {}
}

type Guards = Pick<Ports, 'review' | 'mustWait' | 'linkJudge' | 'keepLinks'>

function guardsOf({ review, mustWait, linkJudge, keepLinks }: Ports): Guards {
  return { review, mustWait, linkJudge, keepLinks }
}

/** Notes for each post, which begins with its review, what the guards took. */
function timed(guards: Guards): Guards {
  const taking = async <T>(work: () => Promise<T>) => {
    const [begun, cpu] = [performance.now(), process.threadCpuUsage()]
    const done = await work()
    const { user, system } = process.threadCpuUsage(cpu)
    const last = times.at(-1)
    if (last) last.ms += performance.now() - begun
    if (last) last.cpuMs += (user + system) / 1000
    return done
  }
  return {
    review: (...given) => {
      times.push({ ms: 0, cpuMs: 0 })
      return taking(() => guards.review(...given))
    },
    mustWait: (...given) => taking(() => guards.mustWait(...given)),
    linkJudge: (...given) => taking(() => guards.linkJudge(...given)),
    keepLinks: (...given) => taking(() => guards.keepLinks(...given))
  }
}

/** The same code without the guards. */
const idle: Guards = {
  review: () => Promise.resolve(),
  mustWait: () => Promise.resolve(false),
  linkJudge: () => Promise.resolve(() => ({ verdict: 'unknown', leave: '/leave/nowhere' })),
  keepLinks: () => Promise.resolve()
}
