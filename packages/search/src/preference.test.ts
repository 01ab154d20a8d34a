import { expect, test } from 'vitest'
import { guest } from '@stoa/core'
import type { SearchEngine } from './engine.ts'
import { preferring } from './preference.ts'

const answering = (answer: () => Promise<number[]>): SearchEngine => ({
  find: () => Promise.reject(new Error('not asked')),
  suggest: answer,
  similar: answer
})

test('a search that began before a failure does not end the pause after it', async () => {
  const events: string[] = []
  const waiting: (() => void)[] = []
  const engine = preferring({
    preferred: answering(() => Promise.reject(new Error('too slow'))),
    otherwise: answering(async () => []),
    clock: () => '2026-01-01T00:00:00.000Z',
    lateness: () => new Promise((resolve) => waiting.push(() => resolve(undefined))),
    hasRecovered: async () => true,
    onHindrance: (why) => void events.push(why),
    onError: () => void events.push('failed'),
    onRecovery: () => void events.push('recovered')
  })
  const [first, second] = [1, 2].map((limit) => engine.suggest(guest, 'withdrawal', limit))
  waiting[0]?.()
  await first
  waiting[1]?.()
  await second
  expect(events).toEqual(['failed', 'resting'])
})
