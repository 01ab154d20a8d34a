import { readdir, readFile, realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { FileError, type Failure } from './failures.ts'

/** A file below the folder that is imported. */
export type FoundFile = { path: string; bytes: number; read(): Promise<Buffer> }

export type Folder = {
  /** By their paths from the folder on top, with `/`, in order. */
  files: ReadonlyMap<string, FoundFile>
  failures: Failure[]
}

/**
 * Finds the files below a folder, without those whose names begin with a dot. Symbolic links are
 * followed to files below the folder alone.
 * @throws Error of Node if the folder cannot be read
 */
export async function readFolder(folder: string): Promise<Folder> {
  const top = await realpath(folder)
  const entries = await readdir(top, { recursive: true, withFileTypes: true })
  const files: FoundFile[] = []
  const failures: Failure[] = []
  for (const entry of entries) {
    const whole = join(entry.parentPath, entry.name)
    const path = whole.slice(top.length + 1).replaceAll(sep, '/')
    if (path.split('/').some((name) => name.startsWith('.')) || entry.isDirectory()) continue
    const message = entry.isSymbolicLink() ? await refusalOf(top, whole) : undefined
    if (message) failures.push({ file: path, line: 1, error: new FileError(1, message) })
    else files.push(fileAt(path, whole, (await stat(whole)).size))
  }
  const inOrder = files.toSorted((one, other) => (one.path < other.path ? -1 : 1))
  return { files: new Map(inOrder.map((file) => [file.path, file])), failures }
}

const fileAt = (path: string, whole: string, bytes: number): FoundFile => ({
  ...{ path, bytes },
  read: () => readFile(whole)
})

async function refusalOf(top: string, link: string): Promise<string | undefined> {
  const target = await realpath(link).catch(() => undefined)
  if (target === undefined) return 'is a symbolic link to nothing: remove it'
  if (!target.startsWith(top + sep))
    return 'is a symbolic link out of the folder: put the file itself here'
  const isFile = (await stat(target)).isFile()
  return isFile ? undefined : 'is a symbolic link to a folder: put the folder itself here'
}
