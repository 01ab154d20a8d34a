import type { Api } from '@stoa/api'
import type { Locale } from '@stoa/messages'
import { shownBefore } from '#lib/changes/html-differences.server.ts'
import { differences, type Piece } from '#lib/changes/changed-parts.server.ts'
import { ifFound } from '#lib/problems.server.ts'
import type { ArticleSource, ArticleVersion } from '#lib/shapes.ts'

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
  const listed = await versionsOf(articles, { id, language })
  const versions = listed.filter(isShown)
  const [newest] = versions
  if (!newest) throw new Error(`article ${id} has no version of its original`)
  const { number, title, summary, body } = newest
  const read = versionRead(listed, basedOn)
  const isNewer = read !== undefined && read.number < number
  return {
    ...{ number, title, summary, body, language },
    changes: isNewer ? changesBetween(read, newest) : undefined
  }
}

type Listed = Pick<ArticleVersion, keyof Version | 'withdrawn'>

/** Of a withdrawn version nothing is shown, so the one before it takes its place. */
function versionRead(versions: Listed[], basedOn: number | null | undefined): Version | undefined {
  const at = versions.findIndex(({ number }) => number === basedOn)
  return at < 0 ? undefined : (shownBefore(versions, at - 1) as Version | undefined)
}

const isShown = (version: Listed): version is Listed & Version => version.withdrawn === null

async function versionsOf(
  articles: Api['articles'],
  place: { id: number; language: Locale }
): Promise<Listed[]> {
  const listed = await ifFound(articles.revisions(place))
  if (listed) return listed.items
  // A volunteer's own article that is not public yet.
  const { content, revision } = await articles.translationSource(place)
  return [{ ...content, number: revision, withdrawn: null }]
}

const changesBetween = (before: Version, after: Version) => ({
  title: differences(before.title, after.title),
  summary: differences(before.summary, after.summary),
  body: differences(before.body, after.body)
})
