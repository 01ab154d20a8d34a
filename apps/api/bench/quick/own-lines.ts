import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

// What a team has to hold: no test, bench, corpus, demo, fixture, message or migration.
const isCode = /\.(ts|svelte|mjs|js|css)$/
const isOther =
  /^migrations\/|^\.config\/fixtures\/|^docs\/examples\/|\.test\.ts$|^apps\/(api|web)\/test\/|^apps\/api\/(bench|demo|src\/demo)\/|corpus\//

/** Whether a file of the checkout, by its path from the root, is code of our own. */
export const isOwn = (path: string) => isCode.test(path) && !isOther.test(path)

/** Own lines by folder, as `packages/core`. Code outside of `apps` and `packages` is `the root`. */
export function ownLines(): Record<string, number> {
  const lines: Record<string, number> = {}
  for (const path of ownFiles()) {
    const place = /^(apps|packages)\/[^/]+/.exec(path)?.[0] ?? 'the root'
    lines[place] = (lines[place] ?? 0) + readFileSync(path, 'utf8').split('\n').length - 1
  }
  return lines
}

/** An archive of a release has no history, and so no list of what belongs to the checkout. */
function ownFiles(): string[] {
  if (!existsSync('.git')) return []
  const listed = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8', maxBuffer: 1e8 })
  return listed.split('\0').filter((path) => isOwn(path) && existsSync(path))
}
