import { expect, test } from 'vitest'
import { staleAfter } from './stale-pages.ts'

const pages = [{ threadId: null }, { threadId: 7 }, { threadId: 8 }]
const stale = (type: string) => {
  const isStale = staleAfter([{ type, payload: { threadId: 7 } }])
  return pages.filter((page) => isStale?.(page)).map(({ threadId }) => threadId)
}

test('a reply makes the lists and the pages of its own thread stale', () => {
  expect(stale('post.created')).toEqual([null, 7])
})

test('what is taken away makes the pages of other threads stale too', () => {
  expect(stale('post.hidden')).toEqual([null, 7, 8])
})

test.each(['notification.created', 'inbox.changed', 'ticket.opened', 'account.mail'])(
  'no guest sees %s, so every page stays',
  (type) => expect(stale(type)).toEqual([])
)

test('an event of a newer version may have changed anything', () => {
  expect(stale('thread.painted')).toEqual([null, 7, 8])
})
