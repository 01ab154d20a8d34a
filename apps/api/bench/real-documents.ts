import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startEmbedded } from '@stoa/embedded-postgres'
import { migrateDatabase } from '../src/database.ts'
import { start } from './child.ts'
import { readManualPages, type ManualPage } from './manual-pages.ts'
import { openForum } from './open-forum.ts'
import { choosePhrase, cutHan, cutWords, type Cut } from './phrases.ts'
import { createPoster, fillPeople, type Poster } from './posting.ts'
import { randomNumbers } from './texts.ts'

/**
 * Posts real manual pages as threads through the API, then cuts random phrases out of them and
 * searches for each. Every phrase must find its page. Debian's packages `manpages` and
 * `manpages-zh` contain them.
 */
const { values } = parseArgs({
  options: {
    english: { type: 'string', default: '/usr/share/man' },
    chinese: { type: 'string', default: '/usr/share/man/zh_CN' },
    documents: { type: 'string', default: '200' },
    phrases: { type: 'string', default: '50' }
  }
})

type Posted = ManualPage & { threadId: number }

const port = 3902
const say = (text: string) => process.stdout.write(`${text}\n`)
const folder = await mkdtemp(join(tmpdir(), 'stoa-documents-'))
const embedded = await startEmbedded({ dataDirectory: folder })
let failures = 0
try {
  await migrateDatabase(embedded.target)
  const target = { database: embedded.target, folder, port }
  const forum = await openForum(target, false)
  await fillPeople(forum)
  await forum.stop()
  const server = await start('./forum-server.ts', { target, sessionCount: 40 })
  const poster = createPoster(server.origin, (server.facts.sessionIds ?? '').split(' '))
  failures += await check(poster, 'en', values.english, cutWords)
  failures += await check(poster, 'zh-CN', values.chinese, cutHan)
  await server.stop()
} finally {
  await embedded.stop()
  await rm(folder, { recursive: true, force: true })
}
process.exitCode = failures === 0 ? 0 : 1

async function check(poster: Poster, language: 'en' | 'zh-CN', source: string, cut: Cut) {
  const pages = await readManualPages(source, Number(values.documents))
  const posted: Posted[] = []
  for (const page of pages) posted.push({ ...page, threadId: await poster.post(page, language) })
  say(`${language}: ${posted.length} documents posted`)
  await poster.untilIndexed(posted.at(-1)?.threadId ?? 0)
  const random = randomNumbers(11)
  let missed = 0
  for (let count = 0; count < Number(values.phrases); count += 1) {
    const { phrase, document: page } = choosePhrase(posted, cut, random)
    if (await poster.finds(phrase, page.threadId)) continue
    missed += 1
    say(`${language}: “${phrase}” does not find ${page.name}`)
  }
  say(`${language}: ${Number(values.phrases) - missed} of ${values.phrases} phrases found`)
  return missed
}
