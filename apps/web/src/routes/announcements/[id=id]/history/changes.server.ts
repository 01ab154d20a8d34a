import { differences } from '#lib/changes/changed-parts.server.ts'
import { markedHtml, type Marks } from '#lib/changes/html-differences.server.ts'
import type { AnnouncementHistory } from '#lib/shapes.ts'

type Text = AnnouncementHistory['updates'][number]['texts'][number] & { title?: string }

/**
 * Compares texts with those before them, until the time is over; later ones are shown whole. The
 * first version has no predecessor, and a new language none in it: nothing is marked.
 * @param milliseconds for all texts together
 */
export function comparing(marks: Marks, milliseconds: number) {
  const end = performance.now() + milliseconds
  return (before: readonly Text[] | undefined, texts: readonly Text[]) =>
    texts.map(({ language, title = '', html }) => {
      const earlier = before?.find((text) => text.language === language)
      const isLate = earlier !== undefined && performance.now() >= end
      if (isLate || !earlier) return { language, title: asIs(title), html, isLate }
      return {
        ...{ language, isLate },
        title: differences(earlier.title ?? title, title, end - performance.now()),
        html: markedHtml(earlier.html, html, marks)
      }
    })
}

const asIs = (text: string) => differences(text, text)
