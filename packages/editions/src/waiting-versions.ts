import { and, count, eq, type SQL } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { behindOf, type Behind } from '@stoa/accounts/approvals'
import { notFound, type Context, type Snapshot } from '@stoa/core'
import { checkReadVersion } from './read-version.ts'

type Columns = Record<'id' | 'writerIds' | 'discardedAt', PgColumn>

/** What a capability says of its versions. `Key` names a text; void if there is only one. */
type Described<T extends PgTable, Key> = {
  table: T
  /** Condition: neither public nor discarded. At most one of each text is. */
  waits: SQL | undefined
  /** Condition: versions of this text. */
  isOf: (key: Key) => SQL | undefined
  /** Keeps others from changing the text until the transaction ends. @throws Problem 404 */
  lock: (ctx: Context, key: Key) => Promise<void>
  /** Of none: what there is before somebody wrote a version. */
  snapshot: (version: T['$inferSelect'] | undefined) => Snapshot
}

/** Whole versions of a text, of which one may wait for a second person while another one holds. */
export function waitingVersions<T extends PgTable & Columns, Key>(given: Described<T, Key>) {
  type Version = T['$inferSelect'] & { id: number; writerIds: number[] }
  type Read = { revision: string; newest: Version | undefined; typed?: Snapshot }
  const { waits, isOf, lock, snapshot } = given
  const table = given.table as PgTable & Columns

  async function first({ db }: Context, where: SQL | undefined, key: Key | undefined) {
    const [row] = await db
      .select()
      .from(table)
      .where(and(key === undefined ? undefined : isOf(key), where))
    return row as Version | undefined
  }

  const find = (ctx: Context, id: number, key?: Key) => first(ctx, eq(table.id, id), key)
  const waiting = (ctx: Context, key: Key) => first(ctx, waits, key)

  /** Checks that `newest` is what the actor read. @throws Problem 409 as `checkReadVersion` */
  async function checkRead(ctx: Context, { revision, newest, typed }: Read, key: Key) {
    const earlier = async (id: number) => {
      const found = await find(ctx, id, key)
      return found && snapshot(found)
    }
    await checkReadVersion({ revision, now: snapshot(newest), find: earlier, typed })
  }

  /**
   * Locks the version that waits, and returns it with those who stand behind it.
   * @param revision of the snapshot that the actor read; undefined: whatever waits
   * @throws Problem 404 if none waits, 409 as `checkReadVersion`
   */
  async function lockWaiting(ctx: Context, revision: string | undefined, key: Key) {
    await lock(ctx, key)
    const version = await waiting(ctx, key)
    if (!version) throw notFound()
    if (revision !== undefined) await checkRead(ctx, { revision, newest: version }, key)
    const behind: Behind = await behindOf(ctx, version.writerIds)
    return { version, behind }
  }

  /** Ends the wait of the version that waits, if one does, without effect. */
  async function discard({ db, now }: Context, by: object, key: Key): Promise<void> {
    await db
      .update(table)
      .set({ discardedAt: now, ...by })
      .where(and(isOf(key), waits))
  }

  return {
    ...{ waits, find, waiting, checkRead, lockWaiting, discard },
    /** Selects how many wait. */
    count: ({ db }: Context) => db.select({ count: count() }).from(table).where(waits)
  }
}
