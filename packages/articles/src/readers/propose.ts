import { and, eq, isNull } from 'drizzle-orm'
import { emit, type Context } from '@stoa/core'
import type { Article } from '../policy.ts'
import { articleReaderChanges, type articleSections } from '../schema.ts'
import { hasOtherReaders, type Readers } from '../visibility.ts'
import { widenedTexts, type WantedReaders } from './widened-texts.ts'

type Subject = Pick<WantedReaders, 'articleId' | 'sectionId'>

/** `alone`: the operator of the server decides without a second person. */
export type ChangingReaders = { alone?: boolean }

/**
 * Returns the columns of a locked article that change at once. What shows public texts to more
 * people waits for a second person instead, whole.
 */
export async function articleReaders(
  ctx: Context,
  found: Article,
  { section = found.sectionId, ...change }: Partial<Readers> & { section?: number | null },
  options: ChangingReaders = {}
): Promise<{ awaiting: boolean; columns: Partial<Article> }> {
  const { readers, readerGroups } = { ...found, ...change }
  const isMoved = section !== found.sectionId
  const isSame = !isMoved && !hasOtherReaders(found, { readers, readerGroups })
  if (isSame) return { awaiting: false, columns: {} }
  const wanted = { articleId: found.id, sectionId: null, readers, readerGroups }
  if (await isHeld(ctx, { ...wanted, targetSectionId: section }, options))
    return { awaiting: true, columns: {} }
  const columns = { readers, readerGroups, sectionId: section, readersSince: ctx.now }
  return { awaiting: false, columns }
}

/** As `articleReaders`, for a locked section. */
export async function sectionReaders(
  ctx: Context,
  found: typeof articleSections.$inferSelect,
  change: Partial<Readers>,
  options: ChangingReaders = {}
): Promise<{ awaiting: boolean; columns: Partial<Readers> }> {
  const { readers, readerGroups } = { ...found, ...change }
  if (!hasOtherReaders(found, { readers, readerGroups })) return { awaiting: false, columns: {} }
  const wanted = { articleId: null, sectionId: found.id, targetSectionId: null }
  if (await isHeld(ctx, { ...wanted, readers, readerGroups }, options))
    return { awaiting: true, columns: {} }
  return { awaiting: false, columns: { readers, readerGroups } }
}

/** Ends what waits for the subject; the change waits instead if it shows a text to more people. */
async function isHeld(ctx: Context, wanted: WantedReaders, { alone }: ChangingReaders) {
  if (!alone && (await isProposed(ctx, wanted))) return true
  await replaceOpenChange(ctx, wanted)
  if (alone || (await widenedTexts(ctx, wanted)).length === 0) return false
  const [change] = await ctx.db
    .insert(articleReaderChanges)
    .values({ ...wanted, proposedById: ctx.actor.id, createdAt: ctx.now })
    .returning({ id: articleReaderChanges.id })
  await emit(ctx, 'article.readers_proposed', { changeId: change?.id ?? 0 })
  return true
}

async function isProposed({ db }: Context, wanted: WantedReaders): Promise<boolean> {
  const [open] = await db.select().from(articleReaderChanges).where(isOpenFor(wanted))
  return (
    open !== undefined &&
    open.targetSectionId === wanted.targetSectionId &&
    !hasOtherReaders(open, wanted)
  )
}

const replaceOpenChange = ({ db, actor, now }: Context, subject: Subject) =>
  db
    .update(articleReaderChanges)
    .set({ outcome: 'replaced', decidedById: actor.id, decidedAt: now })
    .where(isOpenFor(subject))

const isOpenFor = ({ articleId, sectionId }: Subject) =>
  and(
    isNull(articleReaderChanges.decidedAt),
    articleId === null
      ? eq(articleReaderChanges.sectionId, sectionId ?? 0)
      : eq(articleReaderChanges.articleId, articleId)
  )
