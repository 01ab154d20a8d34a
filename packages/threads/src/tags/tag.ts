import { and, eq, sql, asc } from 'drizzle-orm'
import { atLeast, notFound, emit, transaction, type Context } from '@stoa/core'
import { languageFor, wordsFor, type TextByLocale } from '@stoa/core/languages'
import { recordSecurityEvent } from '@stoa/accounts'
import { reviewTexts } from '@stoa/accounts/text-review'
import { taggedWith } from '../lists/list-filters.ts'
import { preparedRead, readerValues } from '../prepared.ts'
import { threads } from '../schema.ts'
import { visibleThreads } from '../visibility.ts'
import { tagDescriptions, tagFollowings } from './schema.ts'
import { authorize } from '../policy.ts'

type Found = { isUsed: boolean; description: TextByLocale | null; following: boolean }

const read = preparedRead((db, reader) => {
  const tag = sql.placeholder('tag')
  const used = and(visibleThreads(reader), eq(threads.state, 'visible'), taggedWith(tag))
  return db
    .select({
      isUsed: sql<boolean>`exists (select from ${threads} where ${used})`,
      description: sql<TextByLocale | null>`(select ${tagDescriptions.description}
        from ${tagDescriptions} where ${eq(tagDescriptions.tag, tag)})`,
      following: sql<boolean>`exists (select from ${tagFollowings}
        where ${tagFollowings.userId} = ${reader.id} and ${eq(tagFollowings.tag, tag)})`
    })
    .from(sql`(select) one`)
    .prepare('found_tag')
})

/**
 * Returns what is stored about a tag.
 * @throws Problem 404 unless the actor may read a public thread with it
 */
async function findTag(ctx: Context, tag: string): Promise<Found> {
  const [found] = await read(ctx).execute({ ...readerValues(ctx), tag })
  if (!found?.isUsed) throw notFound()
  return found
}

/** Returns a tag as its page shows it. @throws Problem 404 as `findTag` */
export async function showTag(ctx: Context, tag: string) {
  const { description, following } = await findTag(ctx, tag)
  const can = { describe: atLeast(ctx.actor.role, 'staff') }
  if (!description) return { tag, description: null, following, can }
  const language = languageFor(ctx, description)
  return {
    tag,
    following,
    can,
    description: wordsFor(ctx, description),
    descriptionLanguage: language === ctx.locale ? undefined : language
  }
}

/** Returns the description of a tag in every language. The caller is staff. @throws Problem 404 */
export const readDescription = async (ctx: Context, tag: string) => ({
  description: (await findTag(ctx, tag)).description
})

/**
 * Describes a tag, or removes its description. The caller is staff, who see every thread: what they
 * write here is read by all who see one with the tag.
 * @throws Problem 404 for a tag that no public thread has; 422 as `reviewTexts`
 */
export async function describeTag(
  ctx: Context,
  tag: string,
  description: TextByLocale | null
): Promise<void> {
  await findTag(ctx, tag)
  await reviewTexts(ctx, 'description', description ?? undefined)
  await transaction(ctx, async (inside) => {
    await store(inside, tag, description)
    const fields = Object.keys(description ?? {})
    await recordSecurityEvent(inside, 'tag.described', { details: { tag, fields } })
    await emit(inside, 'tag.described', {})
  })
}

async function store({ db, now }: Context, tag: string, description: TextByLocale | null) {
  const isIt = eq(tagDescriptions.tag, tag)
  if (!description) return void (await db.delete(tagDescriptions).where(isIt))
  const values = { description, updatedAt: now }
  await db
    .insert(tagDescriptions)
    .values({ tag, ...values })
    .onConflictDoUpdate({ target: tagDescriptions.tag, set: values })
}

/** Follows a tag: the actor is notified of new threads with it. @throws Problem 404, 403 `suspended` */
export async function followTag(ctx: Context, tag: string): Promise<void> {
  await findTag(ctx, tag)
  authorize.follow(ctx.actor)
  await ctx.db
    .insert(tagFollowings)
    .values({ tag, userId: ctx.actor.id, createdAt: ctx.now })
    .onConflictDoNothing()
}

/** Ends following a tag, even if the actor sees no thread with it any more. */
export async function unfollowTag({ db, actor }: Context, tag: string): Promise<void> {
  await db
    .delete(tagFollowings)
    .where(and(eq(tagFollowings.tag, tag), eq(tagFollowings.userId, actor.id)))
}

/** Lists the tags that the actor follows. */
export async function listFollowedTags({ db, actor }: Context): Promise<{ items: string[] }> {
  const rows = await db
    .select({ tag: tagFollowings.tag })
    .from(tagFollowings)
    .where(eq(tagFollowings.userId, actor.id))
    .orderBy(asc(tagFollowings.tag))
  return { items: rows.map(({ tag }) => tag) }
}

/** Normalises tags for storage and search: lower case, without duplicates, in the given order. */
export const normalizeTags = (tags: readonly string[]): string[] => [
  ...new Set(tags.map((tag) => tag.toLowerCase()))
]

/** Lets the guards review tags. Throws as `ports.safety.review` and `ports.safety.checkLine`. */
export async function reviewTags(ctx: Context, tags: readonly string[] = []): Promise<void> {
  for (const [index, text] of tags.entries())
    await ctx.ports.safety.review(ctx, { path: `tags.${index}`, text, isPublic: true })
  if (tags.length > 0) await ctx.ports.safety.checkLine(ctx, { path: 'tags', text: tags.join(' ') })
}
