import { buffer } from 'node:stream/consumers'
import { and, asc, eq, gt, isNull, lt } from 'drizzle-orm'
import { Problem, type Context } from '@stoa/core'
import { streamOf } from '../files.ts'
import { uploads } from '../schema.ts'
import { ScannerAway } from './clamd.ts'

const batchSize = 20

/**
 * Scans a file that is about to be stored.
 * @returns `waiting` if the scanner is away: the file is stored, but not opened until it was scanned
 * @throws Problem 422 `upload_infected`
 */
export async function scanNew({ ports }: Context, bytes: Buffer): Promise<'waiting' | null> {
  if (!ports.scanner) return null
  const verdict = await ports.scanner.scan(bytes).catch(waiting)
  if (verdict === 'found') throw new Problem(422, 'upload_infected')
  return verdict === 'clean' ? null : verdict
}

function waiting(error: unknown): 'waiting' {
  if (error instanceof ScannerAway) return 'waiting'
  throw error
}

type State = (typeof uploads.$inferSelect)['scan']

/** Why a file cannot be opened. Without a scanner nothing would ever release what waits for one. */
export const scanState = ({ ports }: Pick<Context, 'ports'>, scan: State): State =>
  scan === 'waiting' && !ports.scanner ? null : scan

/**
 * Refuses to open a file that is not known to be clean, whoever asks.
 * @throws Problem 410 `upload_infected`, 409 `upload_being_checked`
 */
export function checkScanned(ctx: Context, { scan }: { scan: State }): void {
  const state = scanState(ctx, scan)
  if (state === 'found') throw new Problem(410, 'upload_infected')
  if (state === 'waiting') throw new Problem(409, 'upload_being_checked')
}

/**
 * Timed task: scans the files that were stored while the scanner was away, oldest first, and removes
 * the bytes of those in which it finds something. It ends as soon as the scanner is away again. A
 * file that the scanner cannot judge waits on, and holds up no other.
 */
export async function scanWaiting(ctx: Context): Promise<void> {
  if (!ctx.ports.scanner) return
  for (let last = ''; ;) {
    const ids = await waitingAfter(ctx, last)
    const isDone = await scanAll(ctx, ids)
    if (!isDone || ids.length < batchSize) return removeFound(ctx)
    last = ids.at(-1) ?? ''
  }
}

/** @returns false as soon as the scanner is away */
async function scanAll(ctx: Context, ids: readonly string[]): Promise<boolean> {
  for (const id of ids) {
    const verdict = await verdictOn(ctx, id)
    if (verdict !== 'waiting') await settle(ctx, id, verdict)
    else if (!(await isThere(ctx))) return false
  }
  return true
}

async function isThere({ ports }: Context): Promise<boolean> {
  try {
    await ports.scanner?.ping()
    return true
  } catch (error) {
    if (error instanceof ScannerAway) return false
    throw error
  }
}

async function waitingAfter({ db }: Context, last: string): Promise<string[]> {
  const rows = await db
    .select({ id: uploads.id })
    .from(uploads)
    .where(and(eq(uploads.scan, 'waiting'), isNull(uploads.erasedAt), gt(uploads.id, last)))
    .orderBy(asc(uploads.id))
    .limit(batchSize)
  return rows.map(({ id }) => id)
}

/** A file that is lost is clean: there is nothing to open. */
async function verdictOn({ ports }: Context, id: string) {
  const file = await ports.files.open(id)
  if (!file) return 'clean' as const
  const bytes = await buffer(streamOf(file))
  return ports.scanner?.scan(bytes).catch(waiting) ?? ('waiting' as const)
}

const settle = ({ db }: Context, id: string, verdict: 'clean' | 'found') =>
  db
    .update(uploads)
    .set({ scan: verdict === 'found' ? 'found' : null })
    .where(and(eq(uploads.id, id), eq(uploads.scan, 'waiting')))

/** Nobody can open them any more; a removal that failed is tried again the next time. */
async function removeFound({ db, ports }: Context): Promise<void> {
  const isLeft = and(eq(uploads.scan, 'found'), gt(uploads.bytes, 0), isNull(uploads.erasedAt))
  const rows = await db.select({ id: uploads.id }).from(uploads).where(isLeft).limit(batchSize)
  for (const { id } of rows) {
    await ports.files.remove(id)
    await db.update(uploads).set({ bytes: 0 }).where(eq(uploads.id, id))
  }
}

/** How many files wait for the scanner; of those that were uploaded before a time, if one is given. */
export const countWaiting = ({ db }: Pick<Context, 'db'>, before?: string): Promise<number> =>
  db.$count(
    uploads,
    and(
      eq(uploads.scan, 'waiting'),
      isNull(uploads.erasedAt),
      before === undefined ? undefined : lt(uploads.createdAt, before)
    )
  )
