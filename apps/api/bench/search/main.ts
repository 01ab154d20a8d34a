import { randomBytes } from 'node:crypto'
import { judge } from './quality.ts'
import { measureScale } from './scale.ts'
import { printQuality, printScale } from './table.ts'

// With STOA_MEILI_URL the quality of Meilisearch is printed too.
// npm run bench -- search [posts]
const posts = Number(process.argv[2] ?? 1_000_000)

printQuality('Postgres', await judge())
const url = process.env['STOA_MEILI_URL']
if (url) {
  const prefix = `bench_${randomBytes(4).toString('hex')}_`
  const key = process.env['STOA_MEILI_KEY']
  printQuality('Meilisearch', await judge({ url, prefix, ...(key && { key }) }))
}
printScale(await measureScale(posts))
