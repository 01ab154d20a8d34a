import { sql } from 'drizzle-orm'
import type { Connection } from '@stoa/core/database'
import { reindex } from '@stoa/search'
import { renderMarkdown, rendererVersion } from '@stoa/threads'
import type { Forum } from '../src/forum.ts'
import { createTexts, randomNumbers } from './texts.ts'

export const size = {
  members: 5_000,
  categories: 12,
  threads: 20_000,
  posts: 200_000,
  longThread: 2_000
}
/** Changes whenever what is filled changes, so that an old database is filled anew. */
export const fillVersion = 1

const chunk = 2_000
const start = Date.UTC(2024, 0, 1)
const span = 700 * 24 * 3600_000

type Row = Record<string, unknown>

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

const time = (share: number) => new Date(start + share * span).toISOString()

const members = (): Row[] =>
  Array.from({ length: size.members }, (_, index) => ({
    id: index + 1,
    username: `member${index + 1}`,
    username_key: `bench${index + 1}`,
    email: `member${index + 1}@bench.test`,
    email_verified_at: time(0),
    role: 'member',
    capabilities: [],
    trust: 'basic',
    former_staff: false,
    bio: '',
    demo: false,
    created_at: time(0)
  }))

const categories = (): Row[] =>
  Array.from({ length: size.categories }, (_, index) => {
    const slug = `bench-${index + 1}`
    const name = { en: slug, 'zh-CN': slug, 'zh-TW': slug }
    return {
      id: index + 1,
      slug,
      position: index,
      name,
      description: name,
      rule: 'public',
      created_at: time(0)
    }
  })

/** Number of posts of each thread: thread 1 is the long one, the others share the rest unevenly. */
function postCounts(random: () => number): number[] {
  const rest = (size.posts - size.longThread) / (size.threads - 1)
  const counts = Array.from(
    { length: size.threads },
    () => 1 + Math.floor(-Math.log(1 - random()) * (rest - 0.5))
  )
  counts[0] = size.longThread
  return counts
}

/** Fills an empty migrated database; about two minutes. */
export async function fill(forum: Forum, progress: (text: string) => void): Promise<void> {
  const { connection } = forum
  const random = randomNumbers(7)
  const texts = createTexts(random)
  await insert(connection, 'users', members())
  await insert(connection, 'categories', categories())
  const author = () => 1 + Math.floor(random() * size.members)
  let posts: Row[] = []
  let threads: Row[] = []
  let postId = 0
  const flush = async () => {
    await insert(connection, 'threads', threads)
    await insert(connection, 'posts', posts)
    ;[threads, posts] = [[], []]
  }
  for (const [index, count] of postCounts(random).entries()) {
    const id = index + 1
    const language = random() < 0.5 ? 'en' : 'zh-CN'
    const first = random()
    const rows = Array.from({ length: count }, (_, at) =>
      post(++postId, {
        threadId: id,
        number: at + 1,
        authorId: author(),
        body: texts.body(language),
        at: time(first + ((1 - first) * at) / count / 4)
      })
    )
    posts.push(...rows)
    threads.push(thread(id, language, texts.title(language), rows, random))
    if (posts.length >= 10_000) {
      await flush()
      progress(`${postId.toLocaleString('en')} posts`)
    }
  }
  await flush()
  await finish(forum, progress)
}

type NewPost = { threadId: number; number: number; authorId: number; body: string; at: string }

function post(id: number, { threadId, number, authorId, body, at }: NewPost): Row {
  return {
    id,
    thread_id: threadId,
    number,
    author_id: authorId,
    author_role: 'member',
    official: false,
    body,
    html: renderMarkdown(body).html,
    renderer_version: rendererVersion,
    state: 'visible',
    vote_count: 0,
    revision_count: 0,
    created_at: at
  }
}

function thread(
  id: number,
  language: string,
  title: string,
  rows: Row[],
  random: () => number
): Row {
  const [first, last] = [rows[0], rows.at(-1)]
  const solved = random() < 0.4 && rows.length > 1
  return {
    id,
    category_id: 1 + (id % size.categories),
    author_id: first?.author_id,
    kind: random() < 0.7 ? 'question' : 'discussion',
    language,
    title,
    tags: [`tag${id % 50}`],
    state: 'visible',
    created_at: first?.created_at,
    last_post_at: last?.created_at,
    last_poster_id: last?.author_id,
    highest_number: rows.length,
    reply_count: rows.length - 1,
    vote_count: 0,
    same_problem_count: 0,
    official_count: 0,
    ...(solved && { accepted_post_id: rows[1]?.id, solved_at: last?.created_at })
  }
}

async function finish(forum: Forum, progress: (text: string) => void) {
  const { db } = forum.connection
  for (const table of ['users', 'categories', 'threads', 'posts'])
    await db.execute(
      sql.raw(
        `select setval(pg_get_serial_sequence('${table}', 'id'), (select max(id) from ${table}))`
      )
    )
  await reindex(forum.context(), (done) => progress(`${done.toLocaleString('en')} posts indexed`))
  await db.execute(sql`analyze`)
  await db.execute(sql`insert into settings (name, value, updated_at)
    values ('bench', ${String(fillVersion)}::jsonb, ${time(1)})`)
}
