import { join } from 'node:path'
import { environment, root } from './prepare.mjs'
import { run, Stop } from './run.mjs'

const config = (name) => ['--config', `.config/${name}`]

/** Static checks, each by one program. */
export const checks = {
  format: ['prettier', '--check', '--log-level=warn', '.'],
  lint: ['eslint', ...config('eslint.js'), '.'],
  types: ['tsc', '-p', 'tsconfig.json'],
  'types of pages': ['npm', 'run', '--silent', 'check', '--workspace=@stoa/web'],
  'dead code': ['knip', ...config('knip.json')]
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
  const [program, ...args] = checks[name]
  const { code, output } = await run(program, args, {
    cwd: root,
    env: environment(),
    shell: process.platform === 'win32',
    stdio: ['ignore', 'pipe', 'pipe']
  })
  process.stdout.write(code === 0 ? `✓ ${name}\n` : `✗ ${name}\n${output}\n`)
  if (code === 0) return { passed: 1, failed: 0, skipped: 0, failures: [] }
  return { passed: 0, failed: 1, skipped: 0, failures: [`✗ ${name}`] }
}
