import { emit, snapshotOf } from '@stoa/core'
import { NumberedVersions } from '@stoa/editions'
import { rendererVersion } from '@stoa/threads/rendering'
import type { Translation } from '../policy.ts'
import { articleRevisions, articleTranslations, type Content } from '../schema.ts'
import { contentsOf, minutesOf, type ArticleVersion } from './content.ts'

export type Named = Pick<Translation, 'articleId' | 'language'>

/** What a version says, and what has changed in it, for readers. */
export type Words = { content: Content; note: string | null }

/** Articles in each language with all of their versions. */
export const articleEditions = new NumberedVersions<
  typeof articleTranslations,
  typeof articleRevisions,
  Named,
  Words
>({
  ...{ texts: articleTranslations, versions: articleRevisions },
  rowKey: nameOf,
  versionKey: nameOf,
  snapshot: (_, words, number) => snapshotOf(partsOf(words), number),
  emitSaved: (ctx, named) => emit(ctx, 'article.saved', nameOf(named)),
  waits: ['proposed', 'awaiting'],
  askForApproval: (ctx, named) => emit(ctx, 'article.approval_requested', nameOf(named))
})

function nameOf({ articleId, language }: Named): Named {
  return { articleId, language }
}

/** The words of a version that an approval publishes. */
export const partsOf = ({ content: { title, slug, summary, body }, note }: Words) => {
  return { title, slug, summary, body, note }
}

/** Condition: the row of a translation. */
export const isTranslation = (named: Named) => articleEditions.isIt(named)

/** Columns that a translation repeats from the version that it shows. */
export const columnsOf = (version: ArticleVersion) => ({
  slug: version.content.slug,
  title: version.content.title,
  summary: version.content.summary,
  html: version.html,
  headings: contentsOf(version),
  minutes: minutesOf(version.textContent),
  rendererVersion
})
