import type { Locale } from '@stoa/core'
import { m } from '@stoa/messages'
import type { articleRevisions, Content } from '../schema.ts'
import { removalTest, withoutParagraphs, type Removal } from './passages.ts'

type Revision = typeof articleRevisions.$inferSelect

/** Which paragraphs were removed from a version, of how many. */
export type Places = { places: number[]; count: number }

export type RedactedRevision = Places & Pick<Revision, 'content' | 'note'> & { changed: boolean }

/**
 * Takes words out of a version: paragraphs that repeat them, and title, summary, address and note.
 * @param original what was removed from the version that this one translates: translated words share
 * nothing with theirs, so the paragraphs at the same places go if there are as many
 * @param newSlug takes the place of an address that was made of them
 */
export function redactRevision(
  { language, content, note }: Pick<Revision, 'language' | 'content' | 'note'>,
  removals: readonly Removal[],
  newSlug: string,
  original?: Places
): RedactedRevision {
  const tests = removals.map(removalTest)
  const isRemoved = (text: string) => tests.some((test) => test(text))
  const marker = markerIn(language)
  const count = withoutParagraphs(content.body, marker, () => false).count
  const mirrored = original?.count === count ? original.places : []
  const body = withoutParagraphs(
    content.body,
    `*${marker}*`,
    (paragraph, place) => mirrored.includes(place) || isRemoved(paragraph)
  )
  const left: Content = {
    title: isRemoved(content.title) ? marker : content.title,
    slug: isRemoved(content.slug) ? newSlug : content.slug,
    summary: isRemoved(content.summary) ? marker : content.summary,
    body: body.text
  }
  const leftNote = note !== null && isRemoved(note) ? null : note
  const { places } = body
  const changed = JSON.stringify([left, leftNote]) !== JSON.stringify([content, note])
  return { content: left, note: leftNote, places, count, changed }
}

const markerIn = (language: Locale) => m.articles_passage_removed({}, { locale: language })
