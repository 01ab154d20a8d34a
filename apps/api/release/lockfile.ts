import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, type Architecture } from './target.ts'

/** What package-lock.json says of a package. */
export type Locked = {
  version: string
  integrity?: string
  license?: string
  dev?: boolean
  link?: boolean
  os?: string | string[]
  cpu?: string | string[]
  libc?: string | string[]
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
}

/** All packages by their folder. */
const locked = (
  JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, Locked>
  }
).packages

/** Finds the folder from which Node, in the folder `from`, loads a package. */
export function find(from: string, name: string): [path: string, Locked] | undefined {
  for (let folder = from; ; folder = folder.replace(/(^|\/)[^/]*$/, '')) {
    const path = `${folder}/node_modules/${name}`.replace(/^\//, '')
    const found = locked[path]
    if (found) return [path, found]
    if (folder === '') return undefined
  }
}

const nameIn = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 13)

/** Finds a package by name and version; those of the forum are in no folder of npm. */
export const lockedAs = (name: string, version: string): Locked =>
  Object.entries(locked).find(
    ([path, one]) => nameIn(path) === name && one.version === version
  )?.[1] ?? { version }

const isOneOf = (value: string, given: string | string[] | undefined) =>
  given === undefined || [given].flat().includes(value)

/** Whether a package is for Linux with glibc on this architecture. */
export const fits = ({ os, cpu, libc }: Locked, architecture: Architecture): boolean =>
  isOneOf('linux', os) && isOneOf(architecture, cpu) && isOneOf('glibc', libc)
