import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The absolute path of a file in `deploy`. */
export const deployed = (path: string) =>
  fileURLToPath(new URL(`../../../../deploy/${path}`, import.meta.url))

/** Whether a program of the system can be run. */
export const isInstalled = (program: string): boolean => !spawnSync(program, ['--version']).error

/** Runs a program. Returns its exit code and all that it says. */
export function runProgram(program: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' })
  return { status, output: `${stdout}${stderr}` }
}
