import { m } from '@stoa/messages'
import type { ArticleRow } from './shapes.ts'
import type { IconName } from './ui/icons.ts'

export const kindWords: Record<ArticleRow['kind'], () => string> = {
  faq: m.articles_kind_faq,
  guide: m.articles_kind_guide,
  tutorial: m.articles_kind_tutorial,
  post: m.articles_kind_post
}

export const levelWords: Record<NonNullable<ArticleRow['level']>, () => string> = {
  beginner: m.articles_level_beginner,
  intermediate: m.articles_level_intermediate,
  advanced: m.articles_level_advanced
}

export const kindIcons: Record<ArticleRow['kind'], IconName> = {
  faq: 'question',
  guide: 'book',
  tutorial: 'listOrdered',
  post: 'draft'
}
