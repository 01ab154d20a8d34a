import { countOldDocuments, reindex } from '@stoa/search'
import type { Forum } from '../../src/forum.ts'
import { fillPosts } from './filling.ts'

const fillVersion = 2
const say = (text: string) => process.stderr.write(`${text}\n`)

type Filled = { version: number }

/** Fills the forum with about this many posts and their documents, unless an earlier run has. */
export async function ensureFilled(forum: Forum, posts: number): Promise<void> {
  if (!(await filled(forum))) await fill(forum, posts)
  else if ((await countOldDocuments(forum.connection.db)) > 0) await renew(forum)
}

async function filled({ connection: { sql } }: Forum): Promise<Filled | undefined> {
  const [row] = await sql<
    { value: Filled }[]
  >`select value from settings where name = 'bench_search'`
  const [{ count } = { count: 0 }] = await sql<{ count: number }[]>`select count(*) from users`
  if (row ? row.value.version !== fillVersion : count > 0)
    throw new Error(
      'Delete .stoa/bench-search-*: filling was interrupted, or is of another version.'
    )
  return row?.value
}

async function fill(forum: Forum, posts: number) {
  const { sql } = forum.connection
  await fillPosts(forum.connection, posts, (done) => say(`${done.toLocaleString('en')} posts`))
  await sql`analyze`
  await withoutIndexes(forum, () => buildDocuments(forum))
  await sql`vacuum analyze`
  const value = { version: fillVersion }
  await sql`insert into settings (name, value, updated_at)
    values ('bench_search', ${JSON.stringify(value)}::jsonb, ${new Date().toISOString()})`
}

/** Rebuilds the documents by this version. */
async function renew(forum: Forum) {
  await forum.connection.sql`truncate search_documents`
  await withoutIndexes(forum, () => buildDocuments(forum))
  await forum.connection.sql`vacuum analyze search_documents`
}

/** Builds indexes at the end, which takes a fifth of the time of row by row updates. */
export async function withoutIndexes({ connection: { sql } }: Forum, work: () => Promise<unknown>) {
  const indexes = await sql<{ name: string; definition: string }[]>`
    select indexname as name, indexdef as definition from pg_indexes
    where tablename = 'search_documents' and indexdef like '% gin %'`
  for (const { name } of indexes) await sql.unsafe(`drop index ${name}`)
  await work()
  say('building indexes')
  await sql.begin(async (one) => {
    await one`set local maintenance_work_mem = '512MB'`
    for (const { definition } of indexes) await one.unsafe(definition)
  })
}

async function buildDocuments(forum: Forum) {
  let next = 0
  await reindex(forum.context(), (done) => {
    if (done < next) return
    say(`${done.toLocaleString('en')} posts indexed`)
    next += 50_000
  })
}
