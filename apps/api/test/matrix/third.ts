import { execFileSync } from 'node:child_process'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** Which third of the hostile values this run tries, 1 to 3, or 0 for all. */
    third: number
  }
}

/** Chooses the third of the run by its commit, so that each commit tries another, and prints it. */
export default function setup(project: TestProject) {
  const third = Number(process.env['FUZZ_THIRD'] ?? ofCommit())
  project.provide('third', third)
  const tried = third === 0 ? 'all' : `third ${third} of 3, repeated by FUZZ_THIRD=${third}`
  process.stdout.write(`Hostile values: ${tried}\n`)
}

const day = 24 * 3600_000

/** By the day where the sources are no checkout of Git. */
function ofCommit(): number {
  try {
    const hash = execFileSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8', stdio: 'pipe' })
    return 1 + (parseInt(hash.slice(0, 8), 16) % 3)
  } catch {
    return 1 + (Math.floor(Date.now() / day) % 3)
  }
}
