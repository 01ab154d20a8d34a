import { readFileSync } from 'node:fs'
import { memoryFlags } from '../bin/memory-flags.mjs'
import { Stop } from '../bin/run.mjs'
import type { Contents } from './archive.ts'
import { commitIn, commitTimeIn } from './commit.ts'
import { filesFor, type Entry } from './files.ts'
import { neededGlibc } from './glibc.ts'
import { sbomFor } from './sbom.ts'
import { machines, nameFor, version, type Architecture } from './target.ts'

/** All that is in the archive for an architecture. */
export function contentsFor(architecture: Architecture): Contents {
  const time = releaseTime()
  const files = filesFor(architecture)
  const sbom = JSON.stringify(sbomFor(architecture, time), undefined, 1)
  const names = { version, architecture, commit: commitIn() }
  const made: Entry[] = [
    { path: 'bin/stoa', text: launcherFor(architecture, neededGlibc(files)), executable: true },
    { path: 'release.json', text: `${JSON.stringify(names)}\n` },
    { path: 'sbom.cdx.json', text: `${sbom}\n` }
  ]
  return { name: nameFor(architecture), entries: [...files, ...made], time }
}

/**
 * The time of all files: that of the commit, so that it is the same whenever the release is built, and
 * browsers see that a file of the next release is another one.
 * @throws Stop outside of a repository, where SOURCE_DATE_EPOCH has to name it
 */
function releaseTime(): Date {
  const seconds = process.env['SOURCE_DATE_EPOCH'] ?? commitTimeIn()
  if (seconds === undefined)
    throw new Stop('There is no commit here: set SOURCE_DATE_EPOCH to the time of the release.')
  if (/^\d+$/.test(seconds)) return new Date(Number(seconds) * 1000)
  throw new Stop('SOURCE_DATE_EPOCH must be the time of the release in seconds since 1970.')
}

function launcherFor(architecture: Architecture, glibc: string): string {
  const values: Record<string, string> = {
    machine: machines[architecture],
    glibc,
    flags: memoryFlags.join(' ')
  }
  const text = readFileSync(new URL('launcher.sh', import.meta.url), 'utf8')
  return text.replace(/@(\w+)@/g, (_, name: string) => values[name] ?? name)
}
