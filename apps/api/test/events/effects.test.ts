import { eq, inArray, sql } from 'drizzle-orm'
import { expect, test, vi } from 'vitest'
import type { Context } from '@stoa/core'
import { runAlone, runEffects, type Consequences, type Pair } from '@stoa/core/effects'
import { effectsDone, events, settings } from '@stoa/core/schema'
import { startForum } from '../forum.ts'

const forum = startForum()

const type = 'vote.cast'
type Effect = (ctx: Context, events: readonly { id: number }[]) => Promise<void>

const made = (effects: Record<string, Effect>, jobs: object = {}) =>
  ({ effects: { [type]: effects }, jobs: { [type]: jobs } }) as unknown as Consequences

/** Stores events without work of their own, and returns them as the dispatcher finds them. */
async function stored(count: number) {
  const { db, now } = forum.context()
  const event = { type, payload: {}, actorId: 0, createdAt: now, dispatchedAt: now }
  const rows = await db.insert(events).values(Array(count).fill(event)).returning({ id: events.id })
  return rows.map(({ id }) => ({ id, type }))
}

/** An effect that leaves a row by which one sees that it was not rolled back. */
const leaves =
  (name: string): Effect =>
  async ({ db, now }, found) => {
    const rows = found.map(({ id }) => ({ name: `${name} ${id}`, value: 1, updatedAt: now }))
    await db.insert(settings).values(rows)
  }

async function run(effects: Consequences, batch: { id: number; type: string }[]) {
  const failed: Pair[] = []
  await runEffects(effects, forum.context(), batch, async (pair) => void failed.push(pair))
  return failed
}

const isLeft = async (name: string) =>
  (await forum.connection.db.select().from(settings).where(eq(settings.name, name))).length > 0

const doneOf = async (ids: number[]) =>
  (
    await forum.connection.db.select().from(effectsDone).where(inArray(effectsDone.eventId, ids))
  ).map(({ effect }) => effect)

test('a failing effect is rolled back and does not hold up the others', async () => {
  const [event = { id: 0, type }] = await stored(1)
  const broken: Effect = async (ctx, found) => {
    await leaves('broken')(ctx, found)
    throw new Error('broken')
  }
  const all = made({ first: leaves('first'), broken, last: leaves('last') })
  const failed = [...(await run(all, [event])), ...(await run(all, [event]))]
  expect(failed.map(({ effect }) => effect)).toEqual(['broken', 'broken'])
  const left = await Promise.all(['first', 'broken', 'last'].map((n) => isLeft(`${n} ${event.id}`)))
  expect(left).toEqual([true, false, true])
  expect((await doneOf([event.id])).sort()).toEqual(['first', 'last'])
})

test('a batch reaches an effect whole, and an event that fails holds up no other', async () => {
  const batch = await stored(4)
  const bad = batch[2]?.id ?? 0
  const sizes: number[] = []
  const picky: Effect = async (ctx, found) => {
    sizes.push(found.length)
    if (found.some(({ id }) => id === bad)) throw new Error('bad')
    await leaves('picky')(ctx, found)
  }
  const failed = await run(made({ picky, other: leaves('other') }), batch)
  expect(failed).toEqual([{ eventId: bad, effect: 'picky' }])
  expect(sizes[0]).toBe(4)
  const names = await doneOf(batch.map(({ id }) => id))
  expect(names.filter((name) => name === 'picky')).toHaveLength(3)
  expect(names.filter((name) => name === 'other')).toHaveLength(4)
})

test('a batch that met a deadlock is not split, because it runs again whole', async () => {
  const batch = await stored(2)
  const deadlock = Object.assign(new Error('deadlock detected'), { code: '40P01' })
  const effects = made({ stuck: () => Promise.reject(deadlock) })
  await expect(run(effects, batch)).rejects.toThrow('deadlock')
  expect(await doneOf(batch.map(({ id }) => id))).toEqual([])
})

test('a batch whose connection breaks runs again whole, and each effect once', async () => {
  const batch = await stored(3)
  let runs = 0
  const breaks: Effect = async ({ db }) => {
    runs += 1
    if (runs === 1) await db.execute(sql`select pg_terminate_backend(pg_backend_pid())`)
  }
  const all = made({ first: leaves('kept'), breaks, last: leaves('kept last') })
  await expect(run(all, batch)).rejects.toThrow()
  expect(await doneOf(batch.map(({ id }) => id))).toEqual([])
  expect(await isLeft(`kept ${batch[0]?.id}`)).toBe(false)
  await vi.waitFor(() => forum.connection.db.execute(sql`select 1`), 5_000)
  expect(await run(all, batch)).toEqual([])
  expect(await doneOf(batch.map(({ id }) => id))).toHaveLength(9)
})

test('parallel workers run an effect of an event once', async () => {
  const batch = await stored(20)
  const seen: number[] = []
  const all = made({ seen: async (_, found) => void seen.push(...found.map(({ id }) => id)) })
  await Promise.all([run(all, batch), run(all, batch.toReversed()), run(all, batch)])
  expect(seen.sort((a, b) => a - b)).toEqual(batch.map(({ id }) => id))
})

test('a job runs once, and its rest after the commit', async () => {
  const [event = { id: 0, type }] = await stored(1)
  const ran: string[] = []
  const mail = async () => {
    ran.push('inside')
    return async () => void ran.push('after')
  }
  const pair = { eventId: event.id, effect: 'mail' }
  const once = () => runAlone(made({}, { mail }), forum.context(), pair)
  await once()
  await once()
  expect(ran).toEqual(['inside', 'after'])
})
