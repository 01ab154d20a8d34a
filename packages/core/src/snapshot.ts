import { createHash } from 'node:crypto'
import { patched } from './patched.ts'
import { Problem } from './problems.ts'

/** One text that an approval publishes. `name` is such as `title` or `body.zh-CN`. */
export type Part = { name: string; text: string }

/**
 * The texts that an approval publishes, as its reader sees them. `revision` identifies exactly
 * these texts.
 */
export type Snapshot = { revision: string; parts: Part[] }

/**
 * Makes the snapshot of something that awaits an approval.
 * @param parts all texts that become public; empty ones are left out
 * @param revision the stored version number, if there is one; by default a digest of the texts
 */
export function snapshotOf(
  parts: Record<string, string | null | undefined>,
  revision?: number
): Snapshot {
  const present = Object.entries(parts).flatMap(([name, text]) => (text ? { name, text } : []))
  const digest = () => createHash('sha256').update(JSON.stringify(present)).digest('base64url')
  return { revision: revision?.toString() ?? digest(), parts: present }
}

/**
 * 409: the content changed after it was read. `now` is the present content, so that the difference
 * can be shown; `read` is the earlier one if it is stored.
 */
export class RevisionChanged extends Problem {
  readonly now: Snapshot
  readonly read: Snapshot | undefined
  /** What was refused, if it was an edit. */
  readonly typed: Snapshot | undefined

  constructor(now: Snapshot, read?: Snapshot, typed?: Snapshot) {
    super(409, 'revision_changed')
    this.now = now
    this.read = read
    this.typed = typed
  }
}

/**
 * Checks that the approved content is what the approver read. Every approval calls it, under the
 * lock of what it approves.
 * @param revision of the snapshot that was read
 * @param read that snapshot, if it is stored
 * @param typed of an edit: what it would save
 * @throws RevisionChanged
 */
export function checkRevision(
  revision: string,
  now: Snapshot,
  read?: Snapshot,
  typed?: Snapshot
): void {
  if (revision !== now.revision) throw new RevisionChanged(now, read, typed)
}

/**
 * The snapshot of what a form edits: `{ size: { width: 4 } }` has the part `size.width`.
 * @param version the stored version number, if what is edited has one
 */
export const snapshotOfFields = (fields: object, version?: number): Snapshot =>
  snapshotOf(Object.fromEntries(Object.entries(fields).flatMap(partsOfField)), version)

const partsOfField = ([name, value]: [string, unknown]): [string, string][] =>
  isPlainObject(value)
    ? sortedEntries(value).map(([key, one]) => [`${name}.${key}`, textOf(one)])
    : [[name, textOf(value)]]

const isPlainObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** PostgreSQL keeps objects in an order of its own. */
const sortedEntries = (value: object) =>
  Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join('\n')
  if (isPlainObject(value)) return textsOf(value).join(' · ')
  if (typeof value === 'boolean') return value ? '✓' : ''
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

const textsOf = (value: object) => sortedEntries(value).map(([, one]) => textOf(one))

/**
 * Checks that nobody else changed what is edited since the caller read it. Every edit calls it,
 * under the lock of what it changes. Callers who name no revision replace what there is.
 * @param stored the fields as they are now, whose snapshot the caller was given
 * @param version as in `snapshotOfFields`
 * @throws RevisionChanged
 */
export function checkUnchanged(
  revision: string | undefined,
  stored: object,
  change: object,
  version?: number
): void {
  const now = snapshotOfFields(stored, version)
  if (revision === undefined || revision === now.revision) return
  const given = Object.entries(change).filter(([name]) => name in stored)
  const typed = snapshotOfFields(patched(stored, Object.fromEntries(given)))
  checkRevision(revision, now, undefined, typed)
}
