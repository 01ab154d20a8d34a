import { m, type Locale } from '@stoa/messages'
import type {
  ArticleAudience,
  ArticleReason,
  ArticleRow,
  ArticleState,
  SectionSource
} from './shapes.ts'
import type { IconName } from '#lib/ui/icons.ts'

export const kindWords: Record<ArticleRow['kind'], () => string> = {
  faq: m.articles_kind_faq,
  guide: m.articles_kind_guide,
  tutorial: m.articles_kind_tutorial,
  post: m.articles_kind_post
}
export const kinds = Object.keys(kindWords) as ArticleRow['kind'][]

export const kindIcons: Record<ArticleRow['kind'], IconName> = {
  faq: 'question',
  guide: 'book',
  tutorial: 'listOrdered',
  post: 'draft'
}

/** State of the newest version of a translation, with the tone of its chip. */
export const stateWords: Record<ArticleState, [tone: string, word: () => string]> = {
  draft: ['open', m.articles_state_draft],
  proposed: ['official', m.articles_state_proposed],
  awaiting: ['escalated', m.articles_state_awaiting],
  scheduled: ['official', m.articles_state_scheduled],
  published: ['solved', m.articles_state_published]
}

export const audienceWords: Record<
  ArticleAudience,
  (params?: object, options?: { locale?: Locale }) => string
> = {
  everyone: m.articles_readers_everyone,
  members: m.articles_readers_members,
  groups: m.articles_readers_groups,
  staff: m.articles_readers_staff
}
export const audiences = Object.keys(audienceWords) as ArticleAudience[]

/** Why an article did not help. */
export const reasonWords: Record<ArticleReason, () => string> = {
  wrong: m.articles_reason_wrong,
  outdated: m.articles_reason_outdated,
  unclear: m.articles_reason_unclear,
  not_found: m.articles_reason_not_found
}

/** What the pictures of sections are called. */
export const iconWords: Record<SectionSource['icon'], () => string> = {
  start: m.articles_icon_start,
  account: m.articles_icon_account,
  shield: m.articles_icon_shield,
  wallet: m.articles_icon_wallet,
  coins: m.articles_icon_coins,
  chart: m.articles_icon_chart,
  card: m.articles_icon_card,
  game: m.articles_icon_game,
  phone: m.articles_icon_phone,
  globe: m.articles_icon_globe,
  book: m.articles_icon_book,
  help: m.articles_icon_help
}
