import type { Api } from '@stoa/api'
import type { Locale } from '@stoa/messages'
import { differences, type Piece } from '#lib/differences.server.ts'
import { ifFound } from '#lib/problems.server.ts'
import type { ArticleSource } from '#lib/shapes.ts'

type Version = { number: number; title: string; summary: string; body: string }
type Original = Version & {
  language: Locale
  /** What has changed since the version that was translated; undefined if nothing has. */
  changes: Record<'title' | 'summary' | 'body', Piece[]> | undefined
}

/**
 * Returns the text to translate from: its newest version; for volunteers, the public one.
 * @param basedOn the version that the translation has
 */
export async function originalOf(
  articles: Api['articles'],
  { id, original: language }: ArticleSource,
  basedOn: number | null | undefined
): Promise<Original> {
  const versions = await versionsOf(articles, { id, language })
  const [newest] = versions
  if (!newest) throw new Error(`article ${id} has no version of its original`)
  const read = versions.find(({ number }) => number === basedOn)
  const { number, title, summary, body } = newest
  const isNewer = read !== undefined && read.number < number
  return {
    ...{ number, title, summary, body, language },
    changes: isNewer ? changesBetween(read, newest) : undefined
  }
}

async function versionsOf(
  articles: Api['articles'],
  place: { id: number; language: Locale }
): Promise<Version[]> {
  const listed = await ifFound(articles.revisions(place))
  if (listed) return listed.items
  // A volunteer's own article that is not public yet.
  const { content, revision } = await articles.translationSource(place)
  return [{ ...content, number: revision }]
}

const changesBetween = (before: Version, after: Version) => ({
  title: differences(before.title, after.title),
  summary: differences(before.summary, after.summary),
  body: differences(before.body, after.body)
})
