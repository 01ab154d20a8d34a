import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { pack, type Headers, type Pack } from 'tar-stream'
import type { Entry } from './files.ts'

/** `name` is the top folder, `time` that of all files. */
export type Contents = { name: string; entries: Entry[]; time: Date }

/** Writes the archive. The same files and the same time make the same bytes. */
export async function writeArchive(contents: Contents, path: string): Promise<void> {
  await pipeline(packed(contents), createGzip(), createWriteStream(path))
}

/** The SHA-256 of an archive before it is compressed, which takes most of the time. */
export async function digestOf(contents: Contents): Promise<string> {
  const hash = createHash('sha256')
  const write = (bytes: Buffer, _: string, done: () => void) => {
    hash.update(bytes)
    done()
  }
  await pipeline(packed(contents), new Writable({ write }))
  return hash.digest('hex')
}

type Packed = { header: Headers; bytes?: () => Promise<Buffer> }

function packed({ name, entries, time }: Contents): Pack {
  const tar = pack()
  const all = [...foldersOf(entries), ...entries.map(described)]
  const sorted = all.sort((a, b) => (a.header.name < b.header.name ? -1 : 1))
  const addAll = async () => {
    for (const { header, bytes } of sorted)
      await add(tar, { ...header, name: `${name}/${header.name}`, mtime: time }, await bytes?.())
    tar.finalize()
  }
  addAll().catch((error: Error) => tar.destroy(error))
  return tar
}

/** With folders, so that who unpacks them lets other users in whatever the mask is. */
function foldersOf(entries: Entry[]): Packed[] {
  const folders = new Set(entries.flatMap(({ path }) => parentsOf(path)))
  return [...folders].map((name) => ({ header: { name, type: 'directory', mode: 0o755 } }))
}

const parentsOf = (path: string): string[] =>
  path === '.'
    ? []
    : [...parentsOf(dirname(path)), ...(dirname(path) === '.' ? [] : [dirname(path)])]

function described(entry: Entry): Packed {
  const { path: name } = entry
  if ('link' in entry)
    return { header: { name, type: 'symlink', mode: 0o777, linkname: entry.link } }
  const mode = entry.executable ? 0o755 : 0o644
  const bytes = async () => ('text' in entry ? Buffer.from(entry.text) : readFile(entry.file))
  return { header: { name, type: 'file', mode }, bytes }
}

const add = (tar: Pack, header: Headers, bytes?: Buffer) =>
  new Promise<void>((resolve, reject) => {
    const done = (error?: Error | null) => (error ? reject(error) : resolve())
    if (bytes) tar.entry(header, bytes, done)
    else tar.entry(header, done)
  })
