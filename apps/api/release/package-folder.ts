import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Stop } from '../bin/run.mjs'
import type { Package } from './packages.ts'
import { root } from './target.ts'

const cache = join(root, 'node_modules/.cache/release')

/**
 * Finds the files of a package: as npm installed them, or for another architecture as the registry
 * has them, checked against package-lock.json.
 */
export function folderOf(wanted: Package): string {
  const installed = join(root, wanted.path)
  if (versionIn(installed) === wanted.version) return installed
  const folder = join(cache, `${wanted.name.replace('/', '+')}-${wanted.version}`)
  if (!existsSync(folder)) download(wanted, folder)
  return folder
}

function versionIn(folder: string): string | undefined {
  const path = join(folder, 'package.json')
  if (!existsSync(path)) return undefined
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version
}

function download(wanted: Package, folder: string) {
  mkdirSync(cache, { recursive: true })
  const partial = mkdtempSync(`${folder}.`)
  const archive = fetchArchive(wanted, partial)
  execFileSync('tar', ['-xzf', archive, '-C', partial, '--strip-components=1'])
  rmSync(archive)
  renameSync(partial, folder)
}

/** @throws Stop without a connection, or if the archive is another one than the lockfile names */
function fetchArchive({ name, version, integrity }: Package, folder: string): string {
  const command = ['pack', `${name}@${version}`, '--pack-destination', folder, '--silent']
  process.stdout.write(`Downloading ${name} ${version} …\n`)
  const archive = join(folder, npm(command).trim().split('\n').at(-1) ?? '')
  const hash = createHash('sha512').update(readFileSync(archive)).digest('base64')
  if (`sha512-${hash}` === integrity) return archive
  throw new Stop(`${name} ${version} is not what package-lock.json names: nothing was packed.`)
}

function npm(args: string[]): string {
  try {
    return execFileSync('npm', args, { cwd: root, encoding: 'utf8' })
  } catch {
    throw new Stop('A package could not be downloaded: see the npm output above.')
  }
}
