import { existsSync, readFileSync } from 'node:fs'

// The path is valid from this folder and from `apps/api/build`, which are equally deep.
const top = new URL('../../../', import.meta.url)
const manifest = new URL('release.json', top)

/** Whether this is the unpacked archive of a release. */
export const isUnpacked = existsSync(manifest)

/** The version of this Stoa. All packages have the same. */
export const { version } = JSON.parse(
  readFileSync(isUnpacked ? manifest : new URL('package.json', top), 'utf8')
) as { version: string }

/** How operators call Stoa in an unpacked archive, which has no npm, or in a checkout. */
export const callsIn = (unpacked: boolean) =>
  unpacked
    ? { commandLine: 'bin/stoa', startLine: 'bin/stoa start' }
    : { commandLine: 'npm run stoa --', startLine: 'npm start' }

/** What they type before a command, and to start the server, here. */
export const { commandLine, startLine } = callsIn(isUnpacked)
