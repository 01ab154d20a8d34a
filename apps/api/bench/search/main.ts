import { randomBytes } from 'node:crypto'
import type { MeilisearchSettings } from '@stoa/search'
import { measureFreshness } from './freshness.ts'
import { judge, withDemo } from './quality.ts'
import { measureScale } from './scale.ts'
import { printFreshness, printQuality, printScale } from './table.ts'

// npm run bench -- search [posts]
// With STOA_MEILI_URL the quality of Meilisearch is printed too.
const posts = Number(process.argv[2] ?? 1_000_000)

const onDemo = (engine: string, meili?: MeilisearchSettings) =>
  withDemo(meili, async (forum) => {
    printQuality(engine, await judge(forum))
    printFreshness(engine, await measureFreshness(forum))
  })

await onDemo('Postgres')
const url = process.env['STOA_MEILI_URL']
if (url) {
  const prefix = `bench_${randomBytes(4).toString('hex')}_`
  const key = process.env['STOA_MEILI_KEY']
  await onDemo('Meilisearch', { url, prefix, ...(key && { key }) })
}
printScale(await measureScale(posts))
