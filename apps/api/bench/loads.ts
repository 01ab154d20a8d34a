import type { Connection } from '@stoa/core/database'
import type { Load, Sent } from './load.ts'
import { createReplies, randomNumbers } from './texts.ts'

export type Subject = { name: string; load: Load }

type Facts = { slugs: string[]; longThread: string; lastPage: number }

const pages = 100
const words = {
  en: ['deposit', 'withdrawal pending', 'error', 'network', 'the', 'verification'],
  'zh-CN': ['充值', '提币', '验证', '我们', '错误码', '网络']
}

/** The addresses to measure, read from the bench database. */
export async function readFacts({ sql }: Connection): Promise<Facts> {
  const slugs = await sql<{ id: number }[]>`
    select id from threads where id > 1 and highest_number >= 20 order by id limit ${pages}`
  const [long] = await sql<{ highest_number: number }[]>`
    select highest_number from threads where id = 1`
  return {
    slugs: slugs.map(({ id }) => `/t/${id}`),
    longThread: '/t/1',
    lastPage: Math.floor((long?.highest_number ?? 1) / 20)
  }
}

const at = <T>(list: T[], index: number): T => list[index % list.length] as T

const body = createReplies(randomNumbers(9))
const question = (index: number) => ({
  categoryId: 1 + (index % 12),
  title: `Withdrawal ${index} has been pending since this morning`,
  body: body(),
  language: 'en'
})

type Request = (index: number) => Sent

const as =
  (sessionIds: string[], request: Request): Request =>
  (index) => ({ ...request(index), cookie: `stoa_session=${at(sessionIds, index)}` })

/** The rows of the table, in order. */
export const subjects = (facts: Facts, sessionIds: string[]): Subject[] => [
  ...readings(facts, sessionIds.slice(0, 300)),
  // By many members, because of the limit of writes per user.
  ...writings(sessionIds)
]

function readings({ slugs, longThread, lastPage }: Facts, sessionIds: string[]): Subject[] {
  const row = (name: string, path: (index: number) => string): Subject => ({
    name,
    load: { request: as(sessionIds, (index) => ({ path: path(index) })) }
  })
  const search = (list: string[]) => (index: number) =>
    `/api/v1/search?q=${encodeURIComponent(at(list, index))}`
  const guest = (name: string, request: Request): Subject => ({ name, load: { request } })
  return [
    guest('guest thread page', (index) => ({ path: at(slugs, index) })),
    guest('guest thread page, not kept', strangers()),
    guest('guest category page', (index) => ({ path: `/c/bench-${1 + (index % 12)}` })),
    row('signed-in thread page', (index) => at(slugs, index)),
    row('signed-in category page', (index) => `/c/bench-${1 + (index % 12)}`),
    row('long thread, page 1', () => longThread),
    row(`long thread, page ${lastPage}`, () => `${longThread}?page=${lastPage}`),
    row('API: read a thread', (index) => `/api/v1/threads/${at(slugs, index).slice(3)}`),
    row('search in English', search(words.en)),
    row('search in Chinese', search(words['zh-CN']))
  ]
}

/** Requests of guests with different addresses, each for a thread that is not cached. */
function strangers(): Request {
  let count = 0
  return () => {
    count += 1
    const from = `10.${(count >> 16) & 255}.${(count >> 8) & 255}.${count & 255}`
    return { path: `/t/${1000 + (count % 19_000)}`, from }
  }
}

function writings(sessionIds: string[]): Subject[] {
  const row = (name: string, request: Request): Subject => ({
    name,
    load: { method: 'POST', request: as(sessionIds, request) }
  })
  return [
    row('reply', (index) => ({
      path: `/api/v1/threads/${2 + ((index * 7) % 15_000)}/posts`,
      body: { body: body() }
    })),
    row('new thread', (index) => ({ path: '/api/v1/threads', body: question(index) }))
  ]
}
