import type { Connection } from '@stoa/core/database'

/** Addresses and ids of the bench database. */
export type Facts = {
  /** Pages of threads with at least twenty posts. */
  threads: string[]
  /** Pages of public articles. */
  articles: string[]
  longThread: string
  lastPage: number
  threadCount: number
  /** Posts of these threads. */
  posts: { id: number; authorId: number }[]
}

const threadLimit = 100

export async function readFacts({ sql }: Connection): Promise<Facts> {
  const threads = await sql<{ id: number }[]>`
    select id from threads where id > 1 and highest_number >= 20 order by id limit ${threadLimit}`
  const [long] = await sql<{ posts: number; threads: number }[]>`
    select highest_number as posts, (select count(*)::int from threads) as threads
    from threads where id = 1`
  const posts = await sql<Facts['posts']>`
    select id, author_id::int as "authorId" from posts
    where thread_id in ${sql(threads.map(({ id }) => id))} and number <= 20 order by id`
  const articles = await sql<{ slug: string }[]>`
    select slug from article_translations where public_revision > 0 order by article_id`
  return {
    articles: articles.map(({ slug }) => `/articles/${encodeURIComponent(slug)}`),
    threads: threads.map(({ id }) => `/t/${id}`),
    longThread: '/t/1',
    lastPage: Math.floor((long?.posts ?? 1) / 20),
    threadCount: long?.threads ?? 0,
    posts
  }
}
