import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { explainedFailures, listedNormalisations } from './comparing.ts'
import { withImporter, filesIn, writeFolder } from './forums.ts'
import { manualPages } from './pages.ts'

// npm run bench -- articles [pages]
const count = Number(process.argv[2] ?? 500)
const say = (line: string) => process.stdout.write(`${line}\n`)

try {
  await measure()
} catch (error) {
  say(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}

/** Imports manual pages, exports them, imports the export in another forum and exports it again. */
async function measure() {
  const pages = await manualPages(count)
  const top = await mkdtemp(join(tmpdir(), 'stoa-bench-articles-'))
  const [given, first, second] = [join(top, 'given'), join(top, 'first'), join(top, 'second')]
  try {
    await writeFolder(given, pages)
    await withImporter(async (forum) => {
      const imported = await forum.import(given)
      say(`${imported.created} of ${count} pages went in, in ${imported.seconds} s.`)
      for (const line of explainedFailures(imported.failures)) say(`  ${line}`)
      const again = await forum.import(given)
      say(`${again.unchanged} were unchanged the second time, in ${again.seconds} s.`)
      say(`They came out in ${await forum.export(first)} s.`)
    })
    await withImporter(async (forum) => {
      const imported = await forum.import(first)
      say(`${imported.created} went into another forum, ${imported.failures.length} did not.`)
      for (const line of explainedFailures(imported.failures)) say(`  ${line}`)
      await forum.export(second)
    })
    compare(await filesIn(given), await filesIn(first), await filesIn(second))
  } finally {
    await rm(top, { recursive: true })
  }
}

type Texts = ReadonlyMap<string, string>

/** Prints how the exports differ from what was imported. */
function compare(before: Texts, after: Texts, last: Texts) {
  const unlisted = [...after].filter(([path, text]) => {
    const source = before.get(path)
    return source === undefined || listedNormalisations(source) !== listedNormalisations(text)
  })
  const changed = [...after].filter(([path, text]) => last.get(path) !== text)
  const differing = changed.length + Math.abs(last.size - after.size)
  say(`export(import(x)): ${unlisted.length} differ by more than listed.`)
  for (const [path] of unlisted.slice(0, 10)) say(`  ${path}`)
  say(`export(import(export(x))): ${differing} differ.`)
  if (unlisted.length + differing > 0) process.exitCode = 1
}
