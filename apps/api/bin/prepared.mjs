import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

// Deleted with the packages, which are then installed again.
const stamp = 'node_modules/.stoa-prepared'
const sources = ['package.json', 'package-lock.json', 'turbo.json', 'packages', 'apps']
/** What was made of the sources. Another build in between changes size or time of these. */
const results = [
  'node_modules/.package-lock.json',
  'packages/messages/src/paraglide/messages.js',
  'apps/api/build/main.js',
  'apps/web/build/adapter-node.js'
]
const skipped = /^(node_modules|build|test|bench|screenshots|paraglide|\..*|.*\.test\.ts)$/

/** Whether packages and builds are still those that `notePrepared` noted. */
export function isPrepared(root) {
  const path = join(root, stamp)
  if (![stamp, ...results].every((name) => existsSync(join(root, name)))) return false
  return readFileSync(path, 'utf8') === stateOf(root, sourcesOf(root))
}

/**
 * Notes that the packages are installed and everything is built.
 * @param built `sourcesOf` before that began: what changed meanwhile is built at the next start
 */
export function notePrepared(root, built) {
  try {
    writeFileSync(join(root, stamp), stateOf(root, built))
  } catch {
    // In a folder that may not be written the next start looks again.
  }
}

/** A digest of the sources and of the Node that runs. */
export function sourcesOf(root) {
  const { version, platform, arch } = process
  const hash = createHash('sha1').update(`${version} ${platform} ${arch}`)
  for (const source of sources)
    for (const path of filesOf(root, source))
      hash.update(path).update(readFileSync(join(root, path)))
  return hash.digest('hex')
}

function stateOf(root, built) {
  const hash = createHash('sha1').update(built)
  for (const name of results) {
    const { size, mtimeMs } = statSync(join(root, name))
    hash.update(`${name} ${size} ${mtimeMs}`)
  }
  return hash.digest('hex')
}

function* filesOf(root, path) {
  if (statSync(join(root, path)).isFile()) return yield path
  const entries = readdirSync(join(root, path), { withFileTypes: true })
  for (const entry of entries) {
    if (skipped.test(entry.name)) continue
    if (entry.isDirectory()) yield* filesOf(root, `${path}/${entry.name}`)
    else if (entry.isFile()) yield `${path}/${entry.name}`
  }
}
