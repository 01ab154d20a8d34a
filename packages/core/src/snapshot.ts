import { createHash } from 'node:crypto'
import { Problem } from './problems.ts'

/** One text of what becomes public; `name` as `title` or `body.zh-CN`. */
export type Part = { name: string; text: string }

/**
 * What becomes public by an approval, as its reader sees it. `revision` names exactly these texts.
 */
export type Snapshot = { revision: string; parts: Part[] }

/**
 * The snapshot of what waits for an approval.
 * @param parts everything that becomes public; parts without a text are left out
 * @param revision where each is stored under a number of its own; by default a digest of the texts
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
 * 409: what was read is no longer what is there. `now` is, so that the difference can be shown; `read` was,
 * where it is kept.
 */
export class RevisionChanged extends Problem {
  readonly now: Snapshot
  readonly read: Snapshot | undefined

  constructor(now: Snapshot, read?: Snapshot) {
    super(409, 'revision_changed')
    this.now = now
    this.read = read
  }
}

/**
 * Every approval passes here, under the lock of what it approves: what becomes public is what was read.
 * @param revision of the snapshot that was read
 * @param read that snapshot, where it is kept
 * @throws RevisionChanged
 */
export function checkRevision(revision: string, now: Snapshot, read?: Snapshot): void {
  if (revision !== now.revision) throw new RevisionChanged(now, read)
}
