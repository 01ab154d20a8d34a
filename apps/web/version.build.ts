import { createHash } from 'node:crypto'
import { globSync, readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const cwd = fileURLToPath(new URL('../../', import.meta.url))
/** What the pages are made of. */
const sources = [
  ...['package-lock.json', 'apps/web/*.ts', 'apps/web/{src,static}/**/*.*'],
  ...['packages/*/src/**/*.{ts,json}', 'packages/messages/*/*.json']
]
/** What the build itself writes, tests, and folders. */
const left = /\/paraglide\/|\/project\.inlang\/|enhance\.generated|static\/enhance\/|\.test\.ts$/

/**
 * Names a build by its sources, not by its time, so that the same sources make the same bytes.
 * Browsers fetch the page for readers without a connection again when it changes.
 */
export function buildVersion(): string {
  const hash = createHash('sha256')
  const paths = globSync(sources, { cwd }).map((path) => path.replaceAll('\\', '/'))
  for (const path of paths.filter((path) => !left.test(path)).sort())
    if (statSync(cwd + path).isFile()) hash.update(path).update(readFileSync(cwd + path))
  return hash.digest('hex').slice(0, 16)
}
