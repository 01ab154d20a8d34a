import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isPrepared, notePrepared, sourcesOf } from './prepared.mjs'
import { run, Stop } from './run.mjs'

/** The top folder of the repository. */
export const root = fileURLToPath(new URL('../../../', import.meta.url))

/** 22.18 runs TypeScript, 22.19 the library that checks signed mail. */
const minimumNode = [22, 19]
const bundledNode = join(
  root,
  'node_modules',
  `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`,
  process.platform === 'win32' ? 'bin/node.exe' : 'bin/node'
)

/** The Node that runs Stoa: the one npm installed, or this one if there is none. */
export const node = () => (existsSync(bundledNode) ? bundledNode : process.execPath)

/** Whether this Node is new enough to run Stoa. */
export const isNewEnough = () => {
  const [major, minor] = process.versions.node.split('.').map(Number)
  return major > minimumNode[0] || (major === minimumNode[0] && minor >= minimumNode[1])
}

/** The environment of programs that npm installed. */
export const environment = () => ({
  ...process.env,
  PATH: `${join(root, 'node_modules/.bin')}${delimiter}${process.env.PATH}`,
  TURBO_TELEMETRY_DISABLED: '1',
  TURBO_NO_UPDATE_NOTIFIER: '1'
})

/** Where Node keeps compiled programs, so that it need not compile them at each start. */
export const compileCache = join(root, 'node_modules/.cache/compiled')

/** Installs packages and builds what changed, each only if needed. */
export async function prepare(...packages) {
  if (isPrepared(root)) return
  checkPlatform()
  const built = sourcesOf(root)
  await install()
  await build(packages)
  if (packages.length === 0) notePrepared(root, built)
}

function checkPlatform() {
  if (process.platform === 'linux' && !usesGlibc()) {
    throw new Stop(
      'Stoa needs Linux with glibc, and this system has musl: use a Debian-based image, such as node:24-trixie-slim.'
    )
  }
}

function usesGlibc() {
  process.report.excludeNetwork = true
  return process.report.getReport().header.glibcVersionRuntime !== undefined
}

/** Runs `npm ci` unless the installed packages match the lockfile. */
export async function install() {
  if (!isInstalled()) {
    process.stdout.write('Installing packages …\n')
    const [program, ...args] = npm()
    const options = { cwd: root, shell: program === 'npm' && process.platform === 'win32' }
    const { code } = await run(program, [...args, 'ci', '--loglevel=error'], options)
    if (code !== 0) throw new Stop('The packages could not be installed: see the npm output above.')
  }
  if (!existsSync(bundledNode) && !isNewEnough()) {
    throw new Stop(
      `Stoa needs Node ${minimumNode.join('.')} or newer here; this is ${process.versions.node}.`
    )
  }
}

// Runs npm under the Node that runs this script, because `npm ci` deletes node_modules and the Node
// in it.
function npm() {
  const { npm_node_execpath: nodePath, npm_execpath: npmPath } = process.env
  return nodePath && npmPath ? [nodePath, npmPath] : ['npm']
}

function isInstalled() {
  const installed = packagesOf('node_modules/.package-lock.json')
  if (!installed) return false
  return Object.entries(packagesOf('package-lock.json')).every(([path, { version, optional }]) => {
    const found = installed[path]
    return !path.includes('node_modules/') || found?.version === version || (optional && !found)
  })
}

function packagesOf(lockfile) {
  const path = join(root, lockfile)
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : undefined
}

/** Builds these packages, or all of them, each only if its sources changed. */
export async function build(packages) {
  const filters = packages.map((name) => `--filter=${name}`)
  const args = ['run', 'build', '--output-logs=errors-only', ...filters]
  const slow = setTimeout(() => process.stdout.write('Building …\n'), 1000)
  const { code, output } = await run('turbo', args, {
    cwd: root,
    env: environment(),
    shell: process.platform === 'win32',
    stdio: ['ignore', 'pipe', 'pipe']
  })
  clearTimeout(slow)
  if (code !== 0) throw new Stop(`${output}\nStoa could not be built: see above.`)
}
