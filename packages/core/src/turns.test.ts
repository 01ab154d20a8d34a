import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { inTurns } from './turns.ts'

test('no more than two work at once, and all come to their turn', async () => {
  const inTurn = inTurns(2)
  let working = 0
  let most = 0
  const work = async (number: number) => {
    most = Math.max(most, (working += 1))
    await wait(5)
    working -= 1
    return number
  }
  expect(await Promise.all([1, 2, 3, 4, 5].map((number) => inTurn(() => work(number))))).toEqual([
    1, 2, 3, 4, 5
  ])
  expect(most).toBe(2)
})

test('one that fails gives its place to the next', async () => {
  const inTurn = inTurns(1)
  const failing = inTurn(() => Promise.reject(new Error('broken')))
  const next = inTurn(() => Promise.resolve('done'))
  await expect(failing).rejects.toThrow('broken')
  expect(await next).toBe('done')
})
