import { eq } from 'drizzle-orm'
import { namesOfGroups } from '@stoa/accounts/groups'
import { snapshotOf, type Context, type Snapshot } from '@stoa/core'
import { wordsFor } from '@stoa/core/languages'
import { authorize } from '../policy.ts'
import { articleSections } from '../schema.ts'
import { articleUrl } from '../urls.ts'
import type { Readers } from '../visibility.ts'
import type { ReaderChange } from './contract.ts'
import { sectionsOf } from './sections-and-groups.ts'
import { findOpenChange, type WaitingApproval } from './open-changes.ts'
import { widenedTexts } from './widened-texts.ts'

/**
 * Returns a change of readers that waits, with everything that its approval shows.
 * @throws Problem 404, 401 and 403 as `rules.write`
 */
export async function showReaderChange(ctx: Context, id: number): Promise<ReaderChange> {
  authorize.write(ctx.actor)
  const found = await findOpenChange(ctx, id)
  const { change, article, section, row } = found
  const [texts, target] = await Promise.all([
    widenedTexts(ctx, change),
    nameOf(ctx, change.targetSectionId)
  ])
  const present = article ? wordsFor(ctx, section?.names ?? {}) || null : null
  return {
    ...row,
    before: await readershipOf(ctx, article ?? section, present),
    after: await readershipOf(ctx, change, target),
    texts: texts.map(({ title, language, slug, revision }) => {
      return { title, language, url: articleUrl(slug), revision }
    }),
    snapshot: await snapshotOfReaders(ctx, found, texts)
  }
}

async function readershipOf(ctx: Context, found: Readers | null, section: string | null) {
  const { readers, readerGroups } = found ?? { readers: 'staff' as const, readerGroups: [] }
  const named = readers === 'groups' ? readerGroups : []
  const groups = await namesOfGroups(ctx, named)
  return { readers, groups, otherGroups: named.length - groups.length, section }
}

async function nameOf(ctx: Context, id: number | null): Promise<string | null> {
  if (id === null) return null
  const [section] = await ctx.db
    .select({ names: articleSections.names })
    .from(articleSections)
    .where(eq(articleSections.id, id))
  return wordsFor(ctx, section?.names ?? {})
}

type Texts = Awaited<ReturnType<typeof widenedTexts>>

const readersIn = ({ readers, readerGroups }: Readers, section: number | null) =>
  [readers, ...readerGroups, section ?? 0].join(' ')

/**
 * Snapshot of what an approval does: for whom each text was, and for whom it is then, which also the
 * sections limit that an article moves into.
 */
export async function snapshotOfReaders(
  ctx: Context,
  { change, article, section }: WaitingApproval,
  texts: Texts
): Promise<Snapshot> {
  const before = article ?? section
  const limits = await sectionsOf(ctx, { sectionId: change.targetSectionId })
  return snapshotOf({
    before: before && readersIn(before, article?.sectionId ?? null),
    after: readersIn(change, change.targetSectionId),
    limits: limits.map((limit) => readersIn(limit, limit.id)).join('\n'),
    texts: texts
      .map(({ articleId, language, revision, title }) =>
        [articleId, language, revision, title].join(' ')
      )
      .join('\n')
  })
}
