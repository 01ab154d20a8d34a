import type { Snapshot } from '@stoa/api'
import { differences, type Piece } from './differences.server.ts'

/** How one part of what waits for an approval differs from what was read; `name` as in its snapshot. */
export type ChangedPart = { name: string; pieces: Piece[] }

/**
 * What was read against what is there now, part by part.
 * @param read the parts of the snapshot that was read, as `ReadRevision` sends them
 */
export function changedParts(read: string, { parts: now }: Snapshot): ChangedPart[] {
  const [before, after] = [textsIn(partsIn(read)), textsIn(now)]
  const names = [...new Set([...before.keys(), ...after.keys()])]
  return names
    .filter((name) => before.get(name) !== after.get(name))
    .map((name) => ({ name, pieces: differences(before.get(name) ?? '', after.get(name) ?? '') }))
}

const textsIn = (parts: Snapshot['parts']) => new Map(parts.map(({ name, text }) => [name, text]))

/** What no page of ours sent shows everything as new. */
function partsIn(read: string): Snapshot['parts'] {
  try {
    const parsed: unknown = JSON.parse(read)
    return Array.isArray(parsed) && parsed.every(isPart) ? parsed : []
  } catch {
    return []
  }
}

const isPart = (one: unknown): one is Snapshot['parts'][number] =>
  typeof one === 'object' &&
  one !== null &&
  'name' in one &&
  'text' in one &&
  typeof one.name === 'string' &&
  typeof one.text === 'string'
