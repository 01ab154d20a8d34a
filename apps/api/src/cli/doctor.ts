import { readConfiguration } from '@stoa/core/server'
import type { Context } from '@stoa/core'
import {
  failureOf,
  indexAllTickets,
  repairDocuments,
  repairMeilisearch,
  type Server
} from '@stoa/search'
import { rehashFacts } from '@stoa/tickets/sealed-facts'
import { examine } from '../doctor/doctor.ts'
import { resealEverything } from '../doctor/sealed.ts'
import type { Forum } from '../forum.ts'
import { failureLine } from '../search-reports.ts'
import { say, withForum } from './forum.ts'
import { withBar } from './progress.ts'

const marks = { good: '✓', look: '!', broken: '✗' }

/** Examines the forum and repairs what it can. */
export const callDoctor = () => withForum(look)

async function look(forum: Forum) {
  const { connection, ports, context } = forum
  const configuration = readConfiguration(process.env)
  const patient = { connection, ports, configuration, now: context().now }
  for await (const { level, about, words } of examine(patient)) {
    say(`${marks[level]} ${about.padEnd(9)} ${words}`)
    if (level === 'broken') process.exitCode = 1
  }
  await resealOld(forum)
  await repairSearch(forum)
}

async function resealOld({ context }: Forum) {
  const { resealed, kept, lost } = await resealEverything(context())
  say(`${kept + resealed} stored secrets are encrypted with STOA_SECRET.`)
  if (resealed > 0) say(`${resealed} of these were encrypted with STOA_PREVIOUS_SECRET until now.`)
  const rehashed = await rehashFacts(context())
  if (rehashed > 0) say(`${rehashed} ticket details can be looked up with STOA_SECRET from now on.`)
  if (lost === 0) return
  say(`${lost} were encrypted with an unknown secret: set it as STOA_PREVIOUS_SECRET.`)
  process.exitCode = 1
}

async function repairSearch({ context, ports: { searchServer } }: Forum) {
  const { posts, missing, orphaned, stale, sampled } = await repairDocuments(context())
  say(
    `${posts} posts; missing in the index: ${missing}, left over from deleted posts: ${orphaned}.`
  )
  say(`${stale} of ${sampled} sampled posts were outdated in the index.`)
  if (missing + orphaned + stale > 0) say('All of these are repaired.')
  say(`${await indexAllTickets(context())} tickets are indexed.`)
  if (!searchServer) return
  await repairServer(context, searchServer)
}

/** Repairs the index of Meilisearch, or says in a line what hinders it. */
async function repairServer(context: () => Context, server: Server) {
  try {
    const repaired = await withBar((report) => repairMeilisearch(context, server, report))
    const { found, expected, rebuilt, stale, sampled } = repaired
    say(`Meilisearch had ${found} of ${expected} posts.`)
    if (found !== expected && !rebuilt) say('The difference is what was written meanwhile.')
    if (rebuilt) say('Its index was built anew.')
    else say(`${stale} of ${sampled} sampled posts were outdated, and are repaired.`)
  } catch (error) {
    const failure = failureOf(error)
    if (!failure) throw error
    say(failureLine(failure))
    process.exitCode = 1
  }
}
