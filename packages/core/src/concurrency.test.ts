import { expect, test } from 'vitest'
import { mapInPortions, mutexByKey } from './concurrency.ts'

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
