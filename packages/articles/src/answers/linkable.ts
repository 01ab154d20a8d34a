import { and, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Context } from '@stoa/core'
import { isNamed, listNamed } from '../lifecycle/match.ts'
import { isBestLanguage } from '../reading/rows.ts'
import { articles, articleTranslations } from '../schema.ts'
import { listedTranslations } from '../visibility.ts'
import type { LinkableQuery } from './contract.ts'
import { readerOf } from './reader.ts'

const named = alias(articleTranslations, 'named')

/**
 * Finds articles for an answer, which its readers may read: by words of a title or slug in any
 * language, each once, in the language of the answer if it can be.
 * @throws Problem 404 for a ticket that the actor does not answer
 */
export async function listLinkable(ctx: Context, { q, language, ticket }: LinkableQuery) {
  const reader = await readerOf(ctx, ticket)
  const isIn = isBestLanguage({ ...ctx, locale: language })
  return listNamed(ctx, q, (words) => and(listedTranslations(reader), isIn, isNamedAnywhere(words)))
}

/** Condition: the title or slug of any public translation of the article contains the words. */
const isNamedAnywhere = (words: string): SQL =>
  sql`exists (select from ${articleTranslations} named
    where ${named.articleId} = ${articles.id} and ${named.publicRevision} > 0 and ${isNamed(words, named)})`
