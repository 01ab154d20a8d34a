import { randomBytes } from 'node:crypto'
import type { MeilisearchSettings } from '@stoa/search'
import { measureFreshness } from './freshness.ts'
import { judge, judgeArticles, judgeWords, withDemo } from './quality.ts'
import { measurePhrases } from './phrases.ts'
import { measureScale } from './scale.ts'
import { printFreshness, printPhrases, printQuality, printScale, printWords } from './table.ts'

// npm run bench -- search [posts]
// With STOA_MEILI_URL both engines are measured.
const posts = Number(process.argv[2] ?? 1_000_000)

/** A Meilisearch server with indexes of this run; undefined: PostgreSQL. */
type Server = MeilisearchSettings | undefined

const server = (): Server => {
  const [url, key] = [process.env['STOA_MEILI_URL'], process.env['STOA_MEILI_KEY']]
  const prefix = `bench_${randomBytes(4).toString('hex')}_`
  return url ? { url, prefix, ...(key && { key }) } : undefined
}

const engines = [undefined, ...(server() ? [server()] : [])]
for (const meili of engines)
  await withDemo(meili, async (forum) => {
    const engine = meili ? 'Meilisearch' : 'Postgres'
    printQuality(engine, await judge(forum))
    const articles = Map.groupBy(await judgeArticles(forum), ({ group }) =>
      group.includes('titles') ? 'queries by titles of articles' : 'labelled queries for articles'
    )
    for (const [of, judged] of articles) printQuality(engine, judged, of)
    printWords(engine, await judgeWords(forum))
    printPhrases(engine, await measurePhrases(forum))
    printFreshness(engine, await measureFreshness(forum))
  })
for (const scale of await measureScale(posts, server())) printScale(scale)
