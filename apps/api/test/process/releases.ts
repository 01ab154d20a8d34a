import { readFileSync } from 'node:fs'

type Release = {
  version: string
  commit: string
  /** The name of the newest migration that it has. */
  lastMigration: string
}

const list = readFileSync(new URL('fixtures/releases.json', import.meta.url), 'utf8')

/** The releases that can be upgraded, the oldest first. */
export const releases = JSON.parse(list) as [Release, ...Release[]]

/** The release whose nodes run on while this version migrates. */
export const previous = releases.at(-1) ?? releases[0]
