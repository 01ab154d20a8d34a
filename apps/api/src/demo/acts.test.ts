import { expect, test } from 'vitest'
import { clockOf, startOf } from './acts.ts'
import { communityActs, inGroups } from './community-acts.ts'
import { numbered } from './post-acts.ts'
import { demoThreads, demoUsers, milliseconds } from './texts.ts'

const hour = 3600_000
const midnight = Date.UTC(2026, 0, 1)
/** Several times of day, because some demo texts name the clock. */
const hours = Array.from({ length: 8 }, (_, index) => midnight + (3 * index + 0.3) * hour)

const byKey = new Map(demoThreads.map((thread) => [thread.key, thread]))
const joined = new Map(demoUsers.map((user) => [user.username, milliseconds(user.joined)]))

test('a thread whose text names the clock starts at that time, at most a day early', () => {
  for (const now of hours) {
    const start = startOf({ ago: '3d2h', at: '13:25' }, now)
    expect(new Date(start).toISOString()).toContain('T13:25:00')
    expect(now - milliseconds('3d2h') - start).toBeGreaterThanOrEqual(0)
    expect(now - milliseconds('3d2h') - start).toBeLessThan(24 * hour)
  }
})

test('acts are in order, in the past, and by members, at any time of seeding', () => {
  for (const now of hours) {
    const acts = communityActs(now)
    const times = acts.map((act) => act.at)
    expect(times).toEqual(times.toSorted((one, other) => one - other))
    expect(times.at(-1)).toBeLessThan(now)
    expect(acts.filter(({ at, by }) => now - at > (joined.get(by) ?? 0))).toEqual([])
  }
})

/** Posts that link to another, each with the one it links to. */
const links = demoThreads.flatMap((thread) =>
  numbered(thread).flatMap(({ body, after }) =>
    Array.from(body.matchAll(/\{thread:([^#}]+)(?:#p(\d+))?\}/g), ([, key = '', number = '1']) => {
      const target = byKey.get(key)
      const post = target && numbered(target)[Number(number) - 1]
      if (!target || !post) throw new Error(`${thread.key} leads to ${key}, which is not there`)
      return { thread, after, target, post }
    })
  )
)

test('links lead to posts that exist by then, at any time of seeding', () => {
  expect(links.length).toBeGreaterThan(10)
  for (const now of hours)
    for (const { thread, after, target, post } of links)
      expect(clockOf(target, now)(post.after)).toBeLessThan(clockOf(thread, now)(after))
})

test('the same members vote each time, as many as the texts say', () => {
  const voters = (now: number) =>
    communityActs(now).flatMap(({ opinion, by }) => (opinion ? [by] : []))
  const counts = demoThreads.map(
    (thread) =>
      (thread.meToo ?? 0) + numbered(thread).reduce((sum, post) => sum + (post.votes ?? 0), 0)
  )
  expect(voters(midnight).toSorted()).toEqual(voters(midnight + 5 * hour).toSorted())
  expect(voters(midnight)).toHaveLength(counts.reduce((sum, count) => sum + count))
})

test('only consecutive opinions run together', () => {
  const run = async () => {}
  const vote = { at: 0, by: 'member', opinion: true, run } as const
  const reply = { at: 0, by: 'member', run }
  expect(inGroups([vote, vote, reply, reply, vote])).toEqual([
    [vote, vote],
    [reply],
    [reply],
    [vote]
  ])
})
