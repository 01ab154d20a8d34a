import { sql } from 'drizzle-orm'
import type { Connection } from '@stoa/core/database'
import { reindex } from '@stoa/search'
import { rendererVersion } from '@stoa/threads/rendering'
import type { Forum } from '../src/forum.ts'
import { fillArticles } from './fill-articles.ts'
import { withoutIndexes } from './search/filled.ts'
import { categories, members, post, size, thread, time, type Row } from './rows.ts'
import { createTexts, randomNumbers } from './texts.ts'

/**
 * A version of the filled data. If it differs, an old database is filled again, because posts of an
 * older renderer would be rendered at each read.
 */
export const fillVersion = `2, rendered by ${rendererVersion}`

export type Counts = { posts: number; threads: number }

type Progress = (text: string) => void

const chunk = 2_000
/** With more posts, indexes of search are built at the end, which takes a fifth of the time. */
const grownIndexLimit = 200_000

/** Inserts rows whose keys are column names, a few thousand in one statement. */
async function insert({ sql: client }: Connection, table: string, rows: Row[]) {
  for (let from = 0; from < rows.length; from += chunk) {
    const part = rows.slice(from, from + chunk)
    const columns = Object.keys(part[0] ?? {}).join(', ')
    await client.unsafe(
      `insert into ${table} (${columns}) overriding system value
       select ${columns} from json_populate_recordset(null::${table}, $1)`,
      [JSON.stringify(part)]
    )
  }
}

/**
 * The number of posts of each thread. Thread 1 is the long one, with a hundredth of all posts; the
 * others share the rest unevenly.
 */
function postCounts({ posts, threads }: Counts, random: () => number): number[] {
  const long = posts / 100
  const rest = (posts - long) / (threads - 1)
  const counts = Array.from(
    { length: threads },
    () => 1 + Math.floor(-Math.log(1 - random()) * (rest - 0.5))
  )
  counts[0] = long
  return counts
}

/** Makes the rows of all threads, the same in each run. */
function* makeThreads(counts: Counts) {
  const random = randomNumbers(7)
  const texts = createTexts(random)
  const author = () => 1 + Math.floor(random() * size.members)
  let postId = 0
  for (const [index, count] of postCounts(counts, random).entries()) {
    const threadId = index + 1
    const language = random() < 0.5 ? 'en' : 'zh-CN'
    const first = random()
    const posts = Array.from({ length: count }, (_, at) =>
      post(++postId, {
        threadId,
        number: at + 1,
        authorId: author(),
        body: texts.body(language),
        at: time(first + ((1 - first) * at) / count / 4)
      })
    )
    yield { posts, thread: thread(threadId, language, texts.title(language), posts, random) }
  }
}

/**
 * Fills an empty migrated database with about as many posts, 200,000 in about two minutes.
 * @param beside fills more tables when the posts are there
 */
export async function fill(
  forum: Forum,
  counts: Counts,
  progress: Progress,
  beside?: (connection: Connection) => Promise<void>
): Promise<void> {
  const { connection } = forum
  await insert(connection, 'users', members())
  await insert(connection, 'categories', categories())
  let threads: Row[] = []
  let posts: Row[] = []
  const flush = async () => {
    await insert(connection, 'threads', threads)
    await insert(connection, 'posts', posts)
    progress(`${Number(posts.at(-1)?.['id']).toLocaleString('en')} posts`)
    ;[threads, posts] = [[], []]
  }
  for (const made of makeThreads(counts)) {
    threads.push(made.thread)
    posts.push(...made.posts)
    if (posts.length >= 10_000) await flush()
  }
  if (posts.length > 0) await flush()
  await beside?.(connection)
  await finish(forum, counts, progress)
}

async function finish(forum: Forum, { posts }: Counts, progress: Progress) {
  const { db } = forum.connection
  for (const table of ['users', 'categories', 'threads', 'posts'])
    await db.execute(
      sql.raw(
        `select setval(pg_get_serial_sequence('${table}', 'id'), (select max(id) from ${table}))`
      )
    )
  await fillArticles(forum)
  const index = () =>
    reindex(forum.context(), (done) => progress(`${done.toLocaleString('en')} posts indexed`))
  await (posts > grownIndexLimit ? withoutIndexes(forum, index) : index())
  await db.execute(sql`vacuum (analyze)`)
  await db.execute(sql`insert into settings (name, value, updated_at)
    values ('bench', ${JSON.stringify(fillVersion)}::jsonb, ${time(1)})`)
}
