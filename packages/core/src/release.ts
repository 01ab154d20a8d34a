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

/** How operators run a command: of the unpacked archive of a release, or of a checkout. */
export const commandLine = isUnpacked ? 'stoa' : 'npm run stoa --'
