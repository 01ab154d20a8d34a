import { createHash } from 'node:crypto'
import { createReadStream, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { command, Stop } from '../bin/run.mjs'
import { writeArchive } from './archive.ts'
import { refuseChanges } from './commit.ts'
import { contentsFor } from './contents.ts'
import { isArchitecture, machines, root, type Architecture } from './target.ts'

const folder = join(root, 'dist')
/** What an archive may weigh, in millions of bytes. */
const maxSize = 130

function chosen(): Architecture[] {
  const names = process.argv.slice(2)
  const unknown = names.find((name) => !isArchitecture(name))
  if (unknown !== undefined)
    throw new Stop(`There is no "${unknown}": ${Object.keys(machines).join(', ')}.`)
  return (names.length > 0 ? names : Object.keys(machines)) as Architecture[]
}

async function write(architecture: Architecture): Promise<string> {
  const contents = contentsFor(architecture)
  const path = join(folder, `${contents.name}.tar.gz`)
  await writeArchive(contents, path)
  const size = statSync(path).size / 1_000_000
  if (size > maxSize) {
    rmSync(path)
    throw new Stop(`${basename(path)} would have ${size.toFixed(0)} MB, more than ${maxSize}.`)
  }
  const digest = await sha256(path)
  process.stdout.write(`${path}: ${size.toFixed(1)} MB\n`)
  return `${digest}  ${basename(path)}\n`
}

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

await command(async () => {
  const architectures = chosen()
  refuseChanges()
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  const sums: string[] = []
  for (const architecture of architectures) sums.push(await write(architecture))
  writeFileSync(join(folder, 'SHA256SUMS'), sums.join(''))
})
