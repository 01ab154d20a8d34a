import { m } from '@stoa/messages'

const words = {
  title: m.articles_title,
  slug: m.articles_slug,
  summary: m.articles_summary,
  body: m.articles_body,
  note: m.articles_note,
  language: m.web_ask_language,
  kind: m.articles_kind,
  section: m.articles_section,
  series: m.articles_series,
  tags: m.web_ask_tags,
  readers: m.articles_readers,
  readerGroups: m.web_category_groups,
  author: m.articles_author,
  owner: m.articles_owner,
  freshUntil: m.articles_fresh_until,
  publishAt: m.articles_publish_at,
  successor: m.articles_successor
}

/** Labels of the fields of an article, for the summary above a refused form. */
export const fieldLabels = (): Record<string, string> =>
  Object.fromEntries(Object.entries(words).map(([name, word]) => [name, word()]))
