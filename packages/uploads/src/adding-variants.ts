import { buffer } from 'node:stream/consumers'
import { and, asc, eq, gt, isNull } from 'drizzle-orm'
import { transaction, type Context } from '@stoa/core'
import { everyRow, rowBatchSize } from '@stoa/core/data'
import { isImage } from './content-type.ts'
import { streamOf } from './files.ts'
import { uploads } from './schema.ts'
import { drawVariants, putVariants, variantsOf, type DrawnVariant } from './variants.ts'

type Waiting = { id: string; contentType: string }

const isKept = isNull(uploads.erasedAt)
const waits = and(isKept, isNull(uploads.variants))

/** How many uploads there are, and how many of them wait for `addVariants`. */
export async function countVariants({ db }: Pick<Context, 'db'>) {
  return { total: await db.$count(uploads, isKept), waiting: await db.$count(uploads, waits) }
}

/**
 * Makes the variants of pictures that were uploaded before there were any, one picture at a time.
 * An interrupted run is resumed.
 * @param progress called with the number of finished uploads and the total
 * @param milliseconds after which no further picture is begun
 * @throws Problem 503 and 507 as the storage
 */
export async function addVariants(
  ctx: Context,
  progress: (done: number, total: number) => void = () => {},
  milliseconds = Infinity
): Promise<void> {
  const begun = performance.now()
  const { total, waiting } = await countVariants(ctx)
  let done = total - waiting
  progress(done, total)
  for await (const upload of waitingUploads(ctx)) {
    if (performance.now() - begun > milliseconds) return
    await store(ctx, upload.id, await drawnOf(ctx, upload))
    progress((done += 1), total)
  }
}

const eachMinute = 20_000

/** Timed task: `addVariants`, for a third of each minute. */
export const addSomeVariants = (ctx: Context): Promise<void> =>
  addVariants(ctx, undefined, eachMinute)

const waitingUploads = ({ db }: Context) =>
  everyRow<Waiting>((last) =>
    db
      .select({ id: uploads.id, contentType: uploads.contentType })
      .from(uploads)
      .where(and(waits, last && gt(uploads.id, last.id)))
      .orderBy(asc(uploads.id))
      .limit(rowBatchSize)
  )

/** None for a file that is lost, or that cannot be drawn any more: that would not change. */
async function drawnOf({ ports }: Context, { id, contentType }: Waiting): Promise<DrawnVariant[]> {
  const file = isImage(contentType) ? await ports.files.open(id) : undefined
  return file ? drawVariants(await buffer(streamOf(file))).catch(() => []) : []
}

// The lock makes erasing wait, so that it finds the files.
const store = (ctx: Context, id: string, drawn: DrawnVariant[]): Promise<void> =>
  transaction(ctx, async (ctx) => {
    const isOne = and(eq(uploads.id, id), waits)
    const [row] = await ctx.db.select({ id: uploads.id }).from(uploads).where(isOne).for('update')
    if (!row) return
    await putVariants(ctx, id, drawn)
    await ctx.db
      .update(uploads)
      .set({ variants: variantsOf(drawn) })
      .where(eq(uploads.id, id))
  })
