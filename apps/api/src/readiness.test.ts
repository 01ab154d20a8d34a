import type { Database } from '@stoa/core/database'
import { expect, test } from 'vitest'
import { Readiness } from './readiness.ts'

/** Whether draining has ended by now. */
async function hasEnded(draining: Promise<void>) {
  let ended = false
  void draining.then(() => (ended = true))
  await new Promise(setImmediate)
  return ended
}

test('draining goes on until a balancer that asks has seen it', async () => {
  const readiness = new Readiness({} as Database)
  await readiness.report()
  const draining = readiness.drain()
  expect(await hasEnded(draining)).toBe(false)
  expect(await readiness.report()).toEqual({ status: 'unavailable' })
  expect(await hasEnded(draining)).toBe(true)
})

test('draining waits for nobody where no balancer asks', async () => {
  expect(await hasEnded(new Readiness({} as Database).drain())).toBe(true)
})
