import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { limitConcurrency, mapInPortions, mutexByKey } from './concurrency.ts'

test('no more than two run at a time, and all run', async () => {
  const inTurn = limitConcurrency(2)
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

test('a failure makes room for the next', async () => {
  const inTurn = limitConcurrency(1)
  const failing = inTurn(() => Promise.reject(new Error('broken')))
  const next = inTurn(() => Promise.resolve('done'))
  await expect(failing).rejects.toThrow('broken')
  expect(await next).toBe('done')
})

test('one runs at a time per key, without waiting for other keys', async () => {
  const oneAtATime = mutexByKey<string>()
  const begun: string[] = []
  let finish = () => {}
  const first = new Promise<void>((resolve) => (finish = resolve))
  const begin = (key: string, name: string, until?: Promise<void>) =>
    oneAtATime(key, async () => {
      begun.push(name)
      await until
    })
  const all = [
    begin('anna', 'first of anna', first),
    begin('anna', 'second of anna'),
    begin('ben', 'first of ben')
  ]
  await all[2]
  expect(begun).toEqual(['first of anna', 'first of ben'])
  finish()
  await Promise.all(all)
  expect(begun.at(-1)).toBe('second of anna')
})

test('a failure makes room for the next of its key', async () => {
  const oneAtATime = mutexByKey<string>()
  const failing = oneAtATime('anna', () => Promise.reject(new Error('broken')))
  const next = oneAtATime('anna', () => Promise.resolve('done'))
  await expect(failing).rejects.toThrow('broken')
  expect(await next).toBe('done')
})

test('a long list is processed in portions, a short one at once', async () => {
  const seen: string[] = []
  const work = (at: number) => seen.push(`item ${at}`)
  setImmediate(() => seen.push('somebody else'))
  await mapInPortions([...Array(250).keys()], work)
  expect([seen.length, seen.indexOf('somebody else')]).toEqual([251, 100])
  expect(await mapInPortions([1, 2], (one) => one * 2)).toEqual([2, 4])
})
