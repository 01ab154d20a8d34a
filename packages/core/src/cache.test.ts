import { expect, test } from 'vitest'
import type { Context, Ports } from './context.ts'
import { cached } from './cache.ts'

const ports = {} as Ports
const at = (seconds: number) =>
  ({ ports, now: new Date(Date.UTC(2026, 0, 1) + seconds * 1000).toISOString() }) as Context

test('a value is read once in its lifetime, and again after a change', async () => {
  let reads = 0
  const cache = cached(30_000, () => Promise.resolve((reads += 1)))
  expect([await cache.of(at(0)), await cache.of(at(29)), await cache.of(at(-29))]).toEqual([
    1, 1, 1
  ])
  expect(await cache.of({ ...at(0), ports: {} as Ports })).toBe(2)
  expect(await cache.of(at(30))).toBe(3)
  cache.drop(ports)
  expect(await cache.of(at(30))).toBe(4)
})

test('a failed read is not cached, and drops no later value', async () => {
  const answers = [Promise.withResolvers<string>(), Promise.withResolvers<string>()]
  const cache = cached(30_000, () => answers.shift()!.promise)
  const [first, second] = answers
  const failing = cache.of(at(0))
  cache.drop(ports)
  const reading = cache.of(at(0))
  second!.resolve('read')
  first!.reject(new Error('gone'))
  await expect(failing).rejects.toThrow('gone')
  expect([await reading, await cache.of(at(1))]).toEqual(['read', 'read'])
})

test('a query that runs each time it is awaited is read once', async () => {
  let reads = 0
  const query = { then: (use: (reads: number) => void) => use((reads += 1)) }
  const cache = cached(30_000, () => query as unknown as Promise<number>)
  expect([await cache.of(at(0)), await cache.of(at(1)), reads]).toEqual([1, 1, 1])
})

test('a transaction waits for no other read', async () => {
  const slow = Promise.withResolvers<string>()
  const answers = [slow.promise, Promise.resolve('inside')]
  const cache = cached(30_000, () => answers.shift()!)
  const outside = cache.of(at(0))
  expect(await cache.of({ ...at(0), writing: true })).toBe('inside')
  slow.resolve('outside')
  expect([await outside, await cache.of({ ...at(1), writing: true })]).toEqual([
    'outside',
    'outside'
  ])
})

test('what a transaction reads is kept after its commit, unless it was dropped', async () => {
  let reads = 0
  const cache = cached(30_000, () => Promise.resolve((reads += 1)))
  const inside = { ...at(0), writing: true, afterCommit: [] as (() => void)[] }
  await cache.of(inside)
  cache.drop(ports)
  inside.afterCommit.shift()?.()
  expect(await cache.of(inside)).toBe(2)
  inside.afterCommit.shift()?.()
  expect(await cache.of(at(1))).toBe(2)
})
