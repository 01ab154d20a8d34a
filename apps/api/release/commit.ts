import { execFileSync } from 'node:child_process'
import { Stop } from '../bin/run.mjs'
import { root } from './target.ts'

/** The commit that is checked out; undefined outside of a repository. */
export const commitIn = (folder = root) => git(folder, 'rev-parse', 'HEAD')?.trim()

/** The time of that commit, in seconds since 1970. */
export const commitTimeIn = (folder = root) => git(folder, 'log', '-1', '--format=%ct')?.trim()

/**
 * A release names its commit, so it must be made of exactly that.
 * @throws Stop if a file was changed, added or removed since
 */
export function refuseChanges(folder = root): void {
  const [line, ...others] = (git(folder, 'status', '--porcelain') ?? '').split('\n').filter(Boolean)
  if (line === undefined) return
  const more = others.length > 0 ? ` and ${others.length} more are` : ' is'
  throw new Stop(
    `${line.slice(3)}${more} not as committed: commit or undo it first, as a release is made of a commit.`
  )
}

function git(folder: string, ...args: string[]): string | undefined {
  try {
    const stdio: ['ignore', 'pipe', 'ignore'] = ['ignore', 'pipe', 'ignore']
    return execFileSync('git', args, { cwd: folder, encoding: 'utf8', stdio })
  } catch {
    return undefined
  }
}
