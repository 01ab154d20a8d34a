import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { folderOf } from './package-folder.ts'
import { nodeFor, packagesFor, type Package } from './packages.ts'
import { root, type Architecture } from './target.ts'

/** One file or link of a release, by its path below the top folder. */
export type Entry = { path: string; executable?: boolean } & (
  { file: string } | { text: string } | { link: string }
)

/**
 * Types, maps, what is only for linking other programs, and what the build notes for itself, with
 * the folder that it ran in: nothing reads them at run time.
 */
const unread = /\/\.vite\/|\.(?:map|[cm]?d\.ts|d\.[cm]ts|a|pc)$|\/(?:CHANGELOG|HISTORY)\.md$/i
/** Programs, not libraries, which need not be executable. */
const program = /\/native\/bin\//

/** The files of Stoa itself, as `npm run build` made them. */
const own = [
  ...['LICENSE', 'README.md', 'CHANGELOG.md', 'SECURITY.md', '.env.example', 'docs', 'deploy'],
  ...['apps/api/package.json', 'apps/api/build', 'apps/api/demo', 'apps/api/packs'],
  ...['apps/web/package.json', 'apps/web/build/adapter-node.js', 'apps/web/build/server'],
  'apps/web/build/client'
]

/** Lists all files of a release that are copied. */
export function filesFor(architecture: Architecture): Entry[] {
  const node = folderOf(nodeFor(architecture))
  return [
    ...own.flatMap((path) => below(root, path)),
    ...migrations(),
    ...packagesFor(architecture).flatMap(entriesOf),
    { path: 'node_modules/@stoa/api', link: '../../apps/api' },
    { path: 'bin/node', file: join(node, 'bin/node'), executable: true },
    { path: 'bin/node.LICENSE', file: join(node, 'LICENSE') }
  ]
}

// drizzle's snapshots of the schema are 27 MB and only for making the next migration.
function migrations(): Entry[] {
  const journal = 'migrations/meta/_journal.json'
  const names = readdirSync(join(root, 'migrations')).filter((name) => name.endsWith('.sql'))
  const paths = [...names.map((name) => `migrations/${name}`), journal]
  return paths.map((path) => ({ path, file: join(root, path) }))
}

function entriesOf(wanted: Package): Entry[] {
  const folder = folderOf(wanted)
  const files = below(folder, '').filter(({ path }) => !path.startsWith('node_modules/'))
  return [...files, ...links(folder)].map((entry) => ({
    ...entry,
    path: `${wanted.path}/${entry.path}`,
    executable: program.test(`/${entry.path}`)
  }))
}

/** Links between libraries of PostgreSQL, which a package of npm cannot contain. */
function links(folder: string): Entry[] {
  const list = join(folder, 'native/pg-symlinks.json')
  if (!existsSync(list)) return []
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  return links.map(({ source, target }) => ({ path: target, link: basename(source) }))
}

/** The regular files of a folder, or this one file. */
function below(folder: string, path: string): Entry[] {
  const at = join(folder, path)
  if (statSync(at).isFile()) return [{ path, file: at }]
  return readdirSync(at, { withFileTypes: true })
    .map((entry) => ({ entry, path: path ? `${path}/${entry.name}` : entry.name }))
    .filter(({ entry, path }) => !entry.isSymbolicLink() && !unread.test(path))
    .flatMap(({ entry, path }) =>
      entry.isDirectory() ? below(folder, path) : [{ path, file: join(folder, path) }]
    )
}
