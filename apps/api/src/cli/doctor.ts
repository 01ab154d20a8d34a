import type { Command } from 'commander'
import { readConfiguration } from '@stoa/core'
import { indexAllTickets, repairDocuments, repairMeilisearch } from '@stoa/search'
import { examine } from '../doctor/doctor.ts'
import { resealEverything } from '../doctor/sealed.ts'
import type { Forum } from '../forum.ts'
import { say, withForum } from './forum.ts'

const marks = { good: '✓', look: '!', broken: '✗' }

export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description(
      'look at everything the forum needs, mend what search knows, and seal anew what STOA_PREVIOUS_SECRET sealed; exit code 1 where something does not work'
    )
    .action(() => withForum(look))
}

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
  say(`${kept + resealed} secrets of people and programs are sealed with STOA_SECRET.`)
  if (resealed > 0) say(`${resealed} of these were sealed with STOA_PREVIOUS_SECRET until now.`)
  if (lost === 0) return
  say(`${lost} were sealed with a secret that is not known here: name it in STOA_PREVIOUS_SECRET.`)
  process.exitCode = 1
}

async function repairSearch({ context, ports: { searchServer } }: Forum) {
  const { posts, missing, orphaned, stale, sampled } = await repairDocuments(context())
  say(`${posts} posts; without a document: ${missing}, documents of gone posts: ${orphaned}.`)
  say(`${stale} of ${sampled} documents looked at said something else.`)
  if (missing + orphaned + stale > 0) say('All of these are mended.')
  say(`${await indexAllTickets(context())} tickets are indexed for the desk.`)
  if (!searchServer) return
  const meili = await repairMeilisearch(context, searchServer)
  say(`Meilisearch had ${meili.found} of ${meili.expected} posts.`)
  if (meili.rebuilt) say('It was built anew.')
  else say(`${meili.stale} of ${meili.sampled} looked at said something else, and are mended.`)
}
