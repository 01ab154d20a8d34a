import type { Locale } from '@stoa/core'
import { m } from '@stoa/messages'
import type { articleRevisions, Content } from '../schema.ts'
import { withoutParagraphs } from './passages.ts'

type Revision = typeof articleRevisions.$inferSelect

/** Which paragraphs were removed from a version, of how many, and what else. */
export type Removed = { places: number[]; count: number; parts: (keyof Content | 'note')[] }

export type RedactedRevision = Removed & Pick<Revision, 'content' | 'note'> & { changed: boolean }

/**
 * Takes words out of a version: paragraphs that repeat them, and title, summary, address and note.
 * @param isRemoved the test for these words
 * @param newSlug takes the place of an address that was made of them
 * @param original what was removed from the version that this one translates: translated words share
 * nothing with theirs, so the same parts go. Of the text these are the paragraphs at the same places
 * if there are as many, else all of it
 */
export function redactRevision(
  { language, content, note }: Pick<Revision, 'language' | 'content' | 'note'>,
  isRemoved: (text: string) => boolean,
  newSlug: string,
  original?: Removed
): RedactedRevision {
  const marker = markerIn(language)
  const isGone = (part: 'title' | 'slug' | 'summary' | 'note', text: string) =>
    original?.parts.includes(part) === true || isRemoved(text)
  const { text, places, count } = redactBody(content.body, `*${marker}*`, isRemoved, original)
  const left: Content = {
    title: isGone('title', content.title) ? marker : content.title,
    slug: isGone('slug', content.slug) ? newSlug : content.slug,
    summary: isGone('summary', content.summary) ? marker : content.summary,
    body: text
  }
  const leftNote = note !== null && isGone('note', note) ? null : note
  const [before, after] = [
    { ...content, note },
    { ...left, note: leftNote }
  ]
  const parts = (['title', 'slug', 'summary', 'body', 'note'] as const).filter(
    (part) => before[part] !== after[part]
  )
  return { content: left, note: leftNote, places, count, parts, changed: parts.length > 0 }
}

function redactBody(
  body: string,
  marker: string,
  isRemoved: (text: string) => boolean,
  original?: Removed
) {
  const { count } = withoutParagraphs(body, marker, () => false)
  const mirrored = new Set(original?.places)
  // Where the words stand in a text of other paragraphs, nobody can say.
  const isLost = mirrored.size > 0 && original?.count !== count
  if (isLost) return { text: marker, places: [], count }
  return withoutParagraphs(
    body,
    marker,
    (paragraph, place) => mirrored.has(place) || isRemoved(paragraph)
  )
}

const markerIn = (language: Locale) => m.articles_passage_removed({}, { locale: language })
