import { execFileSync, spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const copied = ['apps', 'packages', 'migrations', '.config', 'package.json', 'package-lock.json']
const left = /[/\\](build|test|bench|\.turbo)$/

/**
 * Copies the sources so that a test can change them. External packages are shared; those of the
 * forum are linked again, so that the copy runs its own.
 */
export function copyCheckout(): string {
  const folder = mkdtempSync(join(tmpdir(), 'stoa-checkout-'))
  for (const name of [...copied, 'tsconfig.json', 'turbo.json'])
    cpSync(join(root, name), join(folder, name), {
      recursive: true,
      filter: (path) => !left.test(path)
    })
  linkPackages(folder)
  return folder
}

/** Takes the sources of a commit out of the history. External packages are those of today. */
export function checkOutCommit(commit: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'stoa-release-'))
  const archive = execFileSync('git', ['archive', commit], { cwd: root, maxBuffer: 256 * 2 ** 20 })
  execFileSync('tar', ['-x', '-C', folder], { input: archive })
  linkPackages(folder)
  execFileSync(process.execPath, ['build.mjs'], { cwd: join(folder, 'packages/messages') })
  return folder
}

/** Builds the server and the pages of a commit that was checked out. */
export function buildCheckout(folder: string) {
  const env = { ...process.env, PATH: `${join(root, 'node_modules/.bin')}:${process.env['PATH']}` }
  for (const name of ['api', 'web']) {
    const cwd = join(folder, 'apps', name)
    execFileSync('npm', ['run', '--silent', 'build'], { cwd, env, stdio: 'ignore' })
  }
}

/** Whether the history of this checkout has the commit; a downloaded archive has none. */
export const hasCommit = (commit: string): boolean =>
  spawnSync('git', ['cat-file', '-e', `${commit}^{commit}`], { cwd: root }).status === 0

function linkPackages(folder: string) {
  const installed = join(folder, 'node_modules')
  mkdirSync(join(installed, '@stoa'), { recursive: true })
  for (const name of readdirSync(join(root, 'node_modules')))
    if (name !== '@stoa') symlinkSync(join(root, 'node_modules', name), join(installed, name))
  for (const parent of ['apps', 'packages'])
    for (const name of readdirSync(join(folder, parent))) {
      symlinkSync(join(folder, parent, name), join(installed, '@stoa', name))
      linkOwn(folder, join(parent, name, 'node_modules'))
    }
}

/** Links the packages of which one of ours needs another version; a build of the pages writes there. */
function linkOwn(folder: string, path: string) {
  if (path.includes('web') || existsSync(join(folder, path)) || !existsSync(join(root, path)))
    return
  symlinkSync(join(root, path), join(folder, path))
}

/** Replaces a text in a file of the copy. Throws if it does not occur. */
export function replaceIn(folder: string, path: string, before: string, after: string): void {
  const text = readFileSync(join(folder, path), 'utf8')
  if (!text.includes(before)) throw new Error(`${path} has no "${before}"`)
  writeFileSync(join(folder, path), text.replace(before, after))
}
