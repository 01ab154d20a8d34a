import type { Connection } from '@stoa/core/database'
import type { Load, Sent } from './load.ts'

export type Subject = { name: string; load: Load }

type Facts = { slugs: string[]; longThread: string; lastPage: number }

const pages = 100
const words = {
  en: ['deposit', 'withdrawal pending', 'error', 'network', 'the', 'verification'],
  'zh-CN': ['充值', '提币', '验证', '我们', '错误码', '网络']
}

/** Addresses of what is measured, read from the bench database. */
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

/** Every row of the table, in its order. */
export function subjects({ slugs, longThread, lastPage }: Facts, sessionIds: string[]): Subject[] {
  const cookie = (ids: string[], index: number) => `stoa_session=${at(ids, index)}`
  const readers = sessionIds.slice(0, 300)
  const signedIn = (request: (index: number) => Sent): Load => ({
    request: (index) => ({ ...request(index), cookie: cookie(readers, index) })
  })
  const writing = (request: (index: number) => Sent): Load => ({
    // Many, because one person may write only so much in a minute.
    request: (index) => ({ ...request(index), cookie: cookie(sessionIds, index) }),
    method: 'POST'
  })
  const search = (list: string[]) =>
    signedIn((index) => ({ path: `/api/v1/search?q=${encodeURIComponent(at(list, index))}` }))
  const body = (index: number) =>
    `Reply ${index}: the deposit arrived after the second confirmation. 充值已经到账，谢谢。`
  const question = (index: number) => ({
    categoryId: 1 + (index % 12),
    title: `Withdrawal ${index} has been pending since this morning`,
    body: body(index),
    language: 'en'
  })
  return [
    { name: 'guest thread page', load: { request: (index) => ({ path: at(slugs, index) }) } },
    { name: 'signed-in thread page', load: signedIn((index) => ({ path: at(slugs, index) })) },
    {
      name: 'signed-in category page',
      load: signedIn((index) => ({ path: `/c/bench-${1 + (index % 12)}` }))
    },
    { name: 'long thread, page 1', load: signedIn(() => ({ path: longThread })) },
    {
      name: `long thread, page ${lastPage}`,
      load: signedIn(() => ({ path: `${longThread}?page=${lastPage}` }))
    },
    {
      name: 'API: read a thread',
      load: signedIn((index) => ({ path: `/api/v1/threads/${at(slugs, index).slice(3)}` }))
    },
    { name: 'search in English', load: search(words.en) },
    { name: 'search in Chinese', load: search(words['zh-CN']) },
    {
      name: 'reply',
      load: writing((index) => ({
        path: `/api/v1/threads/${2 + ((index * 7) % 15_000)}/posts`,
        body: { body: body(index) }
      }))
    },
    {
      name: 'new thread',
      load: writing((index) => ({ path: '/api/v1/threads', body: question(index) }))
    }
  ]
}
