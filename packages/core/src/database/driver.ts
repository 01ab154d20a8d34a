import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { compileFunction } from 'node:vm'
import type Postgres from 'postgres'
import { driverPatches, type Patch } from './driver-patches.ts'

/**
 * postgres.js with patches that are in no release. The CommonJS build is read from node_modules and
 * patched in memory.
 * @throws Error if a patch does not match, which happens after an upgrade
 */
export const postgres = loadDriver()

function loadDriver(): typeof Postgres {
  const { resolve } = createRequire(import.meta.url)
  const folder = dirname(resolve('postgres'))
  const given: Record<string, unknown> = {}
  // The second requires the first; what both require beside that is loaded once.
  for (const name of ['connection.js', 'index.js'])
    given[`./${name}`] = evaluate(folder, name, given)
  return given['./index.js'] as typeof Postgres
}

type Run = (require: (wanted: string) => unknown, module: object, exports: object) => void

/** Evaluates a file of the driver. `given` replaces modules that it requires. */
function evaluate(folder: string, name: string, given: Record<string, unknown>): unknown {
  const filename = join(folder, name)
  const source = patched(readFileSync(filename, 'utf8'), driverPatches[name] ?? [])
  const load = createRequire(filename)
  const module = { exports: {} }
  const run = compileFunction(source, ['require', 'module', 'exports'], { filename }) as Run
  run((wanted) => given[wanted] ?? (load(wanted) as unknown), module, module.exports)
  return module.exports
}

/** @throws Error if the text to replace does not occur exactly once */
export function patched(source: string, patches: Patch[]): string {
  return patches.reduce((text, { why, from, to }) => {
    if (text.split(from).length !== 2)
      throw new Error(
        `The driver of PostgreSQL is another version; this patch does not fit: ${why}`
      )
    return text.replace(from, () => to)
  }, source)
}
