import { expect, test } from 'vitest'
import { runEffects, type Effects } from '@stoa/core'
import { effectsDone, events, settings } from '@stoa/core/schema'
import { startForum } from '../forum.ts'

const forum = startForum()

test('a failing effect is rolled back and does not hold up the others', async () => {
  const ctx = forum.context()
  const note =
    (name: string) =>
    async ({ db, now }: typeof ctx) =>
      void (await db.insert(settings).values({ name, value: 1, updatedAt: now }))
  const consequences = {
    first: note('first'),
    broken: async (inside: typeof ctx) => {
      await note('broken')(inside)
      throw new Error('broken')
    },
    last: note('last')
  }
  const event = { type: 'vote.cast', payload: {}, actorId: 0, createdAt: ctx.now }
  const [row] = await ctx.db.insert(events).values(event).returning({ id: events.id })
  const failed: string[] = []
  const run = () =>
    runEffects(
      { 'vote.cast': consequences } as unknown as Effects,
      ctx,
      row?.id ?? 0,
      async (_, effect) => void failed.push(effect)
    )
  await run()
  await run()
  expect(failed).toEqual(['broken', 'broken'])
  const names = async (table: typeof settings) =>
    (await ctx.db.select().from(table)).map(({ name }) => name)
  expect(await names(settings)).toEqual(expect.arrayContaining(['first', 'last']))
  expect(await names(settings)).not.toContain('broken')
  const done = (await ctx.db.select().from(effectsDone)).map(({ effect }) => effect)
  expect(done.sort()).toEqual(['first', 'last'])
})
