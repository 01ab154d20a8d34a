import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { ByteRange } from '@stoa/core'
import { storageFull } from './storage-problems.ts'
import type { Files, StoredFile } from './files.ts'

/**
 * Stores files in a local folder, in subfolders by the first two characters of the id.
 * @param folder is created when needed, mode 0700
 */
export function filesOnDisk(folder: string): Files {
  const pathOf = (id: string) => join(folder, id.slice(0, 2), id)
  return {
    put: (id, bytes) => writeWhole(pathOf(id), bytes).catch(whetherFull),
    open: (id, range) => openFile(pathOf(id), range).catch(absent),
    async remove(id) {
      await rm(pathOf(id), { force: true })
      await rm(partOf(pathOf(id)), { force: true })
    }
  }
}

type Bytes = Parameters<Files['put']>[1]

async function openFile(path: string, range?: ByteRange): Promise<StoredFile> {
  const file = await open(path)
  const end = (await file.stat()).size - 1
  const { first, last } = range
    ? { ...range, last: Math.min(range.last, end) }
    : { first: 0, last: end }
  let position = first
  return {
    size: last - first + 1,
    async read(buffer) {
      const length = Math.min(buffer.length, last - position + 1)
      const { bytesRead } = await file.read(buffer, 0, length, position)
      position += bytesRead
      return bytesRead > 0 ? buffer.subarray(0, bytesRead) : undefined
    },
    close: () => file.close()
  }
}

const partOf = (path: string) => `${path}.part`

// Renaming makes the write atomic: a crash leaves at most an unused `.part` file.
async function writeWhole(path: string, bytes: Bytes) {
  const part = partOf(path)
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  try {
    await writePart(part, bytes)
    await rename(part, path)
  } catch (error) {
    // On a full disk the partial file would go on using space.
    await rm(part, { force: true })
    throw error
  }
  await syncFolder(dirname(path))
}

async function writePart(path: string, bytes: Bytes) {
  const file = await open(path, 'w', 0o600)
  try {
    // Each continues where the last one ended.
    for await (const chunk of bytes) await file.writeFile(chunk)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function syncFolder(path: string) {
  // Windows cannot open a folder, and flushes renames by itself.
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  await folder.sync().finally(() => folder.close())
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}

/** Recognises a full disk or an exhausted disk quota. */
function whetherFull(error: NodeJS.ErrnoException): never {
  throw ['ENOSPC', 'EDQUOT'].includes(error.code ?? '') ? storageFull(error) : error
}
