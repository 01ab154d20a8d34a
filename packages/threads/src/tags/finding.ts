import { and, eq, sql } from 'drizzle-orm'
import { atLeast, notFound, type Context } from '@stoa/core'
import { languageFor, wordsFor, type TextByLocale } from '@stoa/core/languages'
import { taggedWith } from '../lists/list-filters.ts'
import { preparedRead, readerValues } from '../prepared.ts'
import { threads } from '../schema.ts'
import { visibleThreads } from '../visibility.ts'
import { tagDescriptions, tagFollowings } from './schema.ts'

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
export async function findTag(ctx: Context, tag: string): Promise<Found> {
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
    ...{ tag, following, can, description: wordsFor(ctx, description) },
    descriptionLanguage: language === ctx.locale ? undefined : language
  }
}
