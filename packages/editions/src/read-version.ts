import { checkRevision, type Snapshot } from '@stoa/core'

/** What an actor read, and what there is now. */
export type Read = {
  /** Of the snapshot that was read. */
  revision: string | number
  /** Snapshot of the newest version. */
  now: Snapshot
  /** Reads an earlier version of the same text; only a refusal calls it. */
  find: (number: number) => Promise<Snapshot | undefined>
  /** Snapshot of what is to replace the newest version. */
  typed?: Snapshot | undefined
}

/**
 * Checks that nobody saved another version since the actor read the newest one.
 * @throws Problem 409 as `checkRevision`, with the newest version, the one read and what was typed
 */
export async function checkReadVersion({ revision, now, find, typed }: Read): Promise<void> {
  const number = Number(revision)
  const isStored = Number.isSafeInteger(number) && number > 0 && String(revision) !== now.revision
  checkRevision(String(revision), now, isStored ? await find(number) : undefined, typed)
}
