import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Poller } from './poller.ts'

class Hastened extends Poller {
  soon = (milliseconds: number) => this.wakeWithin(milliseconds)
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('each round follows the one before after its delay, until stopped', async () => {
  const round = vi.fn(async () => 1000)
  const poller = new Poller(round)
  poller.start()
  await vi.advanceTimersByTimeAsync(999)
  expect(round).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(1)
  expect(round).toHaveBeenCalledTimes(2)
  await poller.stop()
  await vi.advanceTimersByTimeAsync(5000)
  expect(round).toHaveBeenCalledTimes(2)
})

test('stopping waits for the present round', async () => {
  const { promise, resolve } = Promise.withResolvers<number>()
  const poller = new Poller(() => promise)
  poller.start()
  await vi.advanceTimersByTimeAsync(0)
  const stopped = vi.fn()
  const stopping = poller.stop().then(stopped)
  await vi.advanceTimersByTimeAsync(0)
  expect(stopped).not.toHaveBeenCalled()
  resolve(1000)
  await stopping
  expect(stopped).toHaveBeenCalled()
})

test('a waiting round can be brought forward, but not after the end', async () => {
  const round = vi.fn(async () => 1000)
  const poller = new Hastened(round)
  poller.start()
  await vi.advanceTimersByTimeAsync(0)
  poller.soon(50)
  await vi.advanceTimersByTimeAsync(50)
  expect(round).toHaveBeenCalledTimes(2)
  await poller.stop()
  poller.soon(50)
  await vi.advanceTimersByTimeAsync(50)
  expect(round).toHaveBeenCalledTimes(2)
})

test('a round that is asked for while one runs follows soon after it', async () => {
  const waiting = Promise.withResolvers<number>()
  const round = vi.fn(() => waiting.promise)
  const poller = new Hastened(round)
  poller.start()
  await vi.advanceTimersByTimeAsync(0)
  poller.soon(50)
  waiting.resolve(1000)
  await vi.advanceTimersByTimeAsync(49)
  expect(round).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(1)
  expect(round).toHaveBeenCalledTimes(2)
  await poller.stop()
})
