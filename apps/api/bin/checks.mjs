import { join } from 'node:path'
import { environment, root } from './prepare.mjs'
import { run, Stop } from './run.mjs'

/** Static checks, and the script of each. Turbo runs them again only if their files changed. */
export const checks = {
  format: 'check:format',
  lint: 'check:lint',
  types: 'check:types',
  'types of pages': 'check:pages',
  'dead code': 'check:unused'
}

/**
 * Generates the route types that lint and the compiler need. They are deleted with node_modules.
 */
export async function writeTypes() {
  const cwd = join(root, 'apps/web')
  const shell = process.platform === 'win32'
  const { code } = await run('svelte-kit', ['sync'], { cwd, env: environment(), shell })
  if (code !== 0) throw new Stop('The types of the pages could not be written: see above.')
}

/**
 * Runs one check and prints its result.
 * @param {keyof typeof checks} name
 * @returns {Promise<{passed: number, failed: number, skipped: number, failures: string[]}>}
 */
export async function runCheck(name) {
  const args = ['run', `//#${checks[name]}`, '--output-logs=errors-only']
  const { code, output } = await run('turbo', args, {
    cwd: root,
    env: environment(),
    shell: process.platform === 'win32',
    stdio: ['ignore', 'pipe', 'pipe']
  })
  process.stdout.write(code === 0 ? `✓ ${name}\n` : `✗ ${name}\n${output}\n`)
  if (code === 0) return { passed: 1, failed: 0, skipped: 0, failures: [] }
  return { passed: 0, failed: 1, skipped: 0, failures: [`✗ ${name}`] }
}
