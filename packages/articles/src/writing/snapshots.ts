import { createHash } from 'node:crypto'
import { namesOfGroups } from '@stoa/accounts/groups'
import { checkRevision, snapshotOf, type Context, type Snapshot } from '@stoa/core'
import { wordsFor } from '@stoa/core/languages'
import { can, type Article, type Translation } from '../policy.ts'
import { groupsIn, sectionsOf } from '../readers/sections-and-groups.ts'
import type { articleSections } from '../schema.ts'
import type { Readers } from '../visibility.ts'
import { articleEditions, partsOf, type Words } from './revisions.ts'

type Sections = (typeof articleSections.$inferSelect)[]

/**
 * Snapshot of what publishing a version makes public, and to whom. Who does not publish is shown the
 * words alone, because the section may not be for them.
 */
export async function snapshotOfPublication(
  ctx: Context,
  article: Article,
  words: Words,
  number: number
): Promise<Snapshot> {
  if (!can.write(ctx.actor)) return snapshotOf(partsOf(words), number)
  const sections = await sectionsOf(ctx, article)
  const parts = { ...partsOf(words), ...(await readersIn(ctx, article, sections)) }
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
 * Checks that the actor read the newest version, and for whom it is. The article and the readers of
 * sections are locked.
 * @param revision of the snapshot that the actor read
 * @throws Problem 409 as `checkRevision`
 */
export async function checkPublication(
  ctx: Context,
  article: Article,
  { found, newest, revision }: { found: Translation; newest: Words; revision: string }
): Promise<void> {
  const now = await snapshotOfPublication(ctx, article, newest, found.revision)
  const [number, digest] = revision.split('.')
  const isForSame = digest !== undefined && now.revision.endsWith(`.${digest}`)
  const earlier = isForSame && (await articleEditions.findEarlier(ctx, found, Number(number)))
  const read = earlier && snapshotOf({ ...partsOf(earlier), ...readersOf(now) })
  checkRevision(revision, now, read ? { ...read, revision } : undefined)
}

const readersOf = ({ parts }: Snapshot) =>
  Object.fromEntries(
    parts.flatMap(({ name, text }) => (/^(?:section|reader)/.test(name) ? [[name, text]] : []))
  )
