import { expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { announce, announcer, approve, draft, publish } from './writing.ts'

const forum = startForum()

/** An announcement with this many versions, all of which were public. */
async function withVersions(writer: Client, count: number) {
  const id = await announce(writer)
  for (let number = 2; number <= count; number += 1) {
    const translations = { en: { title: `Delays, version ${number}`, body: 'We work on it.' } }
    const { status, text } = await writer.patch(`/announcements/${id}`, {
      type: 'info',
      translations
    })
    expect(status, text).toBe(200)
  }
  return `/announcements/${id}/revisions`
}

const numbersIn = (items: { number: number }[]) => items.map(({ number }) => number)

test('the history shows twenty versions at a time, each with the one before it', async () => {
  const path = await withVersions(await announcer(forum), 23)
  const newest = (await forum.guest.get(path)).body
  expect(numbersIn(newest.items)).toEqual(Array.from({ length: 20 }, (_, index) => 23 - index))
  expect(newest.predecessor).toMatchObject({ number: 3, editor: null })
  const earlier = (await forum.guest.get(`${path}?before=4`)).body
  expect([numbersIn(earlier.items), earlier.predecessor]).toEqual([[3, 2, 1], null])
  expect(earlier).toMatchObject({ updates: [], proposals: [] })
  const statuses = ['none', '99999999999', '1000'].map(async (number) => {
    return (await forum.guest.get(`${path}?before=${number}`)).status
  })
  expect(await Promise.all(statuses)).toEqual([422, 422, 404])
})

test('readers get no version that waits for approval', async () => {
  const [author, other] = [await announcer(forum), await announcer(forum)]
  const id = await draft(author, { type: 'risk' })
  await publish(author, id)
  await approve(other, id)
  const translations = { en: { title: 'Fake support calls users', body: 'Hang up at once.' } }
  await author.patch(`/announcements/${id}`, { type: 'risk', translations })
  const numbersFor = async (client: Client) =>
    numbersIn((await client.get(`/announcements/${id}/revisions`)).body.items)
  expect(await numbersFor(other)).toEqual([2, 1])
  expect(await numbersFor(forum.guest)).toEqual([1])
})
