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
