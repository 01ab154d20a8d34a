import { beforeAll, expect, test } from 'vitest'
import { countOldDocuments, renewDocuments } from '@stoa/search'
import { checkSearch } from '../../src/doctor/database-checks.ts'
import { startForum } from '../forum.ts'
import { createThread } from '../posting.ts'
import { titles } from './looking.ts'

const forum = startForum()
const stuck = 'The network fee 卡住了'

// Documents as an older format stored them: without pairs of words and without single characters.
beforeAll(async () => {
  await createThread(await forum.user(), await forum.category(), {
    title: stuck,
    body: 'Since noon.'
  })
  await forum.settle()
  await forum.connection.sql`
    update search_documents set format = 0, vector = ts_filter(vector, '{a,b}'),
      title_vector = ts_filter(title_vector, '{a,b}')`
})

const looked = () =>
  checkSearch({
    ...forum,
    configuration: { ...forum.settings, smtpUrl: undefined },
    now: forum.now()
  })

test('documents of an older version are found until they are renewed', async () => {
  for (const typed of ['"network fee"', '卡住', '住'])
    expect(await titles(forum.guest, typed)).toEqual([stuck])
  expect(await titles(forum.guest, '"fee network"')).toEqual([])
  const { body } = await forum.guest.get('/search/suggestions?q=the+netw')
  expect(body.items).toMatchObject([{ title: stuck }])
  expect(await looked()).toMatchObject({
    level: 'look',
    words: expect.stringContaining('1 of them by an older version') as string
  })
})

test('documents being written by others are not overwritten', async () => {
  await forum.connection.sql.begin(async (tx) => {
    await tx`select from search_documents for update`
    await renewDocuments(forum.context())
  })
  expect(await countOldDocuments(forum.connection.db)).toBe(1)
})

test('renewed documents are found by what this version stores', async () => {
  await renewDocuments(forum.context())
  expect(await countOldDocuments(forum.connection.db)).toBe(0)
  expect(await looked()).toMatchObject({ level: 'good' })
  for (const typed of ['"network fee"', '住'])
    expect(await titles(forum.guest, typed)).toEqual([stuck])
})
