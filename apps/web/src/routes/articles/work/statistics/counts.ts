import { m, type Locale } from '@stoa/messages'
import type { ArticleStatistics } from '#lib/shapes.ts'

type Counts = Pick<
  ArticleStatistics,
  'views' | 'search' | 'asking' | 'askingHelped' | 'tickets' | 'helped' | 'notHelped'
>

/** How many of those who answered were helped, in words; empty without an answer. */
export function helpedShare({ helped, notHelped }: Counts, locale: Locale): string {
  const count = helped + notHelped
  if (count === 0) return '–'
  return m.articles_count_share({ percent: Math.round((100 * helped) / count), count }, { locale })
}

/** What became of those who opened an article where they were asking. */
export const askingWords = ({ asking, askingHelped }: Counts, locale: Locale): string =>
  asking === 0
    ? '–'
    : m.articles_count_asking_helped(
        { opened: asking, helped: askingHelped, silent: Math.max(0, asking - askingHelped) },
        { locale }
      )
