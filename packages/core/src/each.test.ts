import { expect, test } from 'vitest'
import type { Context } from './context.ts'
import { each, type StoredEvent } from './effects.ts'
import type { EventType } from './events.ts'

const ctx = {} as Context
const event = (id: number) => ({ id, payload: {}, actorId: 0, createdAt: '' }) as unknown
const batch = [1, 2, 3].map(event) as StoredEvent<EventType>[]

test('an effect of each event handles a batch in order', async () => {
  const handled: number[] = []
  await each(async (_, { id }) => void handled.push(id))(ctx, batch)
  expect(handled).toEqual([1, 2, 3])
})

test('what is left of each event runs in order after the commit', async () => {
  const ran: number[] = []
  const afterCommit = await each(
    async (_, { id }) =>
      async () =>
        void ran.push(id)
  )(ctx, batch)
  expect(ran).toEqual([])
  await afterCommit?.(ctx)
  expect(ran).toEqual([1, 2, 3])
})

test('an effect that leaves nothing has nothing to do after the commit', async () => {
  expect(await each(async () => {})(ctx, batch)).toBeUndefined()
})
