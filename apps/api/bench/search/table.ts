import type { PhraseCount } from './phrases.ts'
import type { Judged, JudgedWords } from './quality.ts'
import type { Scale } from './scale.ts'

const megabytes = (bytes: number) => `${Math.round(bytes / 1024 / 1024).toLocaleString('en')} MB`

const mean = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0) / numbers.length

const statistics = (query: string, judged: Judged[]) => ({
  query,
  count: judged.length,
  'nDCG@10': mean(judged.map((one) => one.ndcg)).toFixed(3),
  'recall@10': mean(judged.map((one) => one.recall)).toFixed(3)
})

/** Prints the quality of the results, by group of queries and in total. */
export function printQuality(engine: string, judged: Judged[], of = 'labelled queries'): void {
  const groups = Object.entries(Object.groupBy(judged, ({ group }) => group))
  process.stdout.write(`\nQuality of ${engine}: ${of} over the demo community\n`)
  console.table([
    ...groups.map(([group, some = []]) => statistics(group, some)),
    statistics('all', judged)
  ])
}

/** Prints for how many queries in other words a right result is among the first five. */
export function printWords(engine: string, judged: JudgedWords[]): void {
  for (const [kind, some = []] of Object.entries(Object.groupBy(judged, kindOf))) {
    const right = some.filter(({ first }) => first > 0 && first <= 5).length
    const scams = some.filter(({ ledByScam }) => ledByScam).map(({ query }) => `; “${query}”`)
    process.stdout.write(
      `${engine}: ${right} of ${some.length} queries ${kind} have a right result among five, ` +
        `${scams.length} are led by a scam${scams.join('')}\n`
    )
  }
}

const kindOf = ({ isKept }: JudgedWords) => (isKept ? 'kept from tuning' : 'for tuning')

/** Prints how long an edit takes to be found; `times` in ascending order. */
export function printFreshness(engine: string, times: number[]): void {
  const at = (share: number) => `${Math.round(times[Math.floor(times.length * share)] ?? 0)} ms`
  process.stdout.write(
    `${engine}: of ${times.length} edits half are found after ${at(0.5)}, 95 % after ${at(0.95)}, ` +
      `the last after ${at(1 - 1 / times.length)}\n`
  )
}

/** Prints how many phrases of posts find their thread, and those that do not. */
export function printPhrases(engine: string, counts: PhraseCount[]): void {
  for (const { language, found, missed } of counts)
    process.stdout.write(
      `${engine}: ${found} of ${found + missed.length} ${language} phrases find their thread` +
        `${missed.map((phrase) => `; “${phrase}” does not`).join('')}\n`
    )
}

/** Prints the duration of searches, the size of the index and how fast it is built. */
export function printScale({ engine, posts, classes, sizes, builtPerSecond }: Scale): void {
  const rows = classes.map(({ name, p50, p95, p99, found, byServer }) => ({
    query: name,
    'p50 ms': p50.toFixed(1),
    'p95 ms': p95.toFixed(1),
    'p99 ms': p99.toFixed(1),
    'found %': Math.round(found * 100),
    ...(engine === 'Meilisearch' && {
      'not by Postgres %': byServer === undefined ? '–' : Math.round(byServer * 100)
    })
  }))
  process.stdout.write(`\n${engine}, ${posts.toLocaleString('en')} posts\n`)
  console.table(rows)
  const parts = Object.entries(sizes).map(([name, bytes]) => `${name} ${megabytes(bytes)}`)
  process.stdout.write(
    `${parts.join(', ')}; built anew ${Math.round(builtPerSecond)} posts a second, ` +
      `all of them in ${Math.round(posts / builtPerSecond / 60)} min\n`
  )
}
