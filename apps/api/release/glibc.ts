import { readFileSync } from 'node:fs'
import type { Entry } from './files.ts'

const library = /\.(?:node|so(?:\.[\d.]+)?)$|\/bin\//
const symbolVersion = /GLIBC_2\.(\d+)/g

/** The oldest glibc that has all that the programs and libraries of a release need, such as 2.28. */
export function neededGlibc(entries: Entry[]): string {
  const minors = entries.flatMap((entry) =>
    'file' in entry && library.test(entry.path) ? minorsIn(entry.file) : []
  )
  return `2.${Math.max(...minors)}`
}

function minorsIn(file: string): number[] {
  const bytes = readFileSync(file)
  if (bytes.readUInt32BE(0) !== 0x7f454c46) return []
  return Array.from(bytes.toString('latin1').matchAll(symbolVersion), ([, minor]) => Number(minor))
}
