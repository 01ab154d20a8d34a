import { createHash } from 'node:crypto'
import { namesOfGroups } from '@stoa/accounts/groups'
import { checkRevision, snapshotOf, type Context, type Snapshot } from '@stoa/core'
import { wordsFor } from '@stoa/core/languages'
import { can, type Article, type Translation } from '../policy.ts'
import { groupsIn, sectionsOf } from '../readers/limiting.ts'
import type { articleSections, Content } from '../schema.ts'
import type { Readers } from '../visibility.ts'
import { readRevision } from './revisions.ts'

type Stored = { content: Content; note: string | null }
type Sections = (typeof articleSections.$inferSelect)[]

/** Snapshot of the words of a version. */
const snapshotOfContent = (stored: Stored, revision: number): Snapshot =>
  snapshotOf(wordsOf(stored), revision)

const wordsOf = ({ content: { title, slug, summary, body }, note }: Stored) => {
  return { title, slug, summary, body, note }
}

/**
 * Snapshot of what publishing a version makes public, and to whom. Who does not publish is shown the
 * words alone, because the section may not be for them.
 */
export async function snapshotOfPublication(
  ctx: Context,
  article: Article,
  stored: Stored,
  number: number
): Promise<Snapshot> {
  if (!can.write(ctx.actor)) return snapshotOfContent(stored, number)
  const sections = await sectionsOf(ctx, article)
  const parts = { ...wordsOf(stored), ...(await readersIn(ctx, article, sections)) }
  return { ...snapshotOf(parts), revision: `${number}.${digestOf(article, sections)}` }
}

/** Identifies for whom an article is, whatever the actor may know of the groups. */
function digestOf(article: Article, sections: Sections): string {
  const own = [article.readers, groupsIn(article)]
  const limits = sections.map((one) => [one.id, one.readers, groupsIn(one)])
  const text = JSON.stringify([own, ...limits])
  return createHash('sha256').update(text).digest('hex').slice(0, 32)
}

async function readersIn(ctx: Context, article: Article, sections: Sections) {
  return {
    readers: article.readers,
    readerGroups: await namesOf(ctx, [article]),
    section: sections.map(({ names }) => wordsFor(ctx, names)).join(' › '),
    sectionReaders: strictest.find((one) => sections.some(({ readers }) => readers === one)),
    sectionGroups: await namesOf(ctx, sections)
  }
}

const strictest: Readers['readers'][] = ['staff', 'groups', 'members', 'everyone']

/** Names of groups, one a line, and the number of those that the actor may not know of. */
async function namesOf(ctx: Context, limits: readonly Readers[]): Promise<string> {
  const ids = [...new Set(limits.flatMap(groupsIn))]
  const names = await namesOfGroups(ctx, ids)
  const others = ids.length - names.length
  return [...names, ...(others > 0 ? [`+${others}`] : [])].join('\n')
}

/**
 * Checks that the actor read the newest version.
 * @param revision number of the version that the actor read
 * @param newest the newest version
 * @param typed the version that is to replace it
 * @throws Problem 409 as `checkRevision`
 */
export async function checkNewest(
  ctx: Context,
  found: Translation,
  newest: Stored,
  revision: string,
  typed?: Stored
): Promise<void> {
  const now = snapshotOfContent(newest, found.revision)
  const read = await earlier(ctx, found, Number(revision))
  checkRevision(revision, now, read, typed && snapshotOfContent(typed, 0))
}

/**
 * Checks that the actor read the newest version, and for whom it is. The article and the readers of
 * sections are locked.
 * @param revision of the snapshot that the actor read
 * @throws Problem 409 as `checkRevision`
 */
export async function checkPublication(
  ctx: Context,
  article: Article,
  { found, newest, revision }: { found: Translation; newest: Stored; revision: string }
): Promise<void> {
  const now = await snapshotOfPublication(ctx, article, newest, found.revision)
  const [number, digest] = revision.split('.')
  const isForSame = digest !== undefined && now.revision.endsWith(`.${digest}`)
  const read = isForSame ? await earlier(ctx, found, Number(number)) : undefined
  checkRevision(revision, now, read && { revision, parts: [...read.parts, ...readersOf(now)] })
}

const readersOf = ({ parts }: Snapshot) =>
  parts.filter(({ name }) => /^(?:section|reader)/.test(name))

async function earlier(ctx: Context, found: Translation, number: number) {
  if (!Number.isInteger(number) || number < 1 || number >= found.revision) return undefined
  const read = await readRevision(ctx, found, number)
  return read && snapshotOfContent(read, number)
}
