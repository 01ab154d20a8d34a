import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The top folder of the repository. */
export const root = fileURLToPath(new URL('../../../', import.meta.url))

/** What Node and npm call an architecture, and what `uname -m` says on it. */
export const machines = { x64: 'x86_64', arm64: 'aarch64' } as const
export type Architecture = keyof typeof machines

export const isArchitecture = (name: string): name is Architecture => name in machines

/** The version of this release, which all packages have. */
export const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  version: string
}

/** The top folder in the archive, and its name without `.tar.gz`. */
export const nameFor = (architecture: Architecture) => `stoa-${version}-linux-${architecture}`
