import { createHash } from 'node:crypto'
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

  constructor(now: Snapshot, read?: Snapshot) {
    super(409, 'revision_changed')
    this.now = now
    this.read = read
  }
}

/**
 * Checks that the approved content is what the approver read. Every approval calls it, under the
 * lock of what it approves.
 * @param revision of the snapshot that was read
 * @param read that snapshot, if it is stored
 * @throws RevisionChanged
 */
export function checkRevision(revision: string, now: Snapshot, read?: Snapshot): void {
  if (revision !== now.revision) throw new RevisionChanged(now, read)
}
