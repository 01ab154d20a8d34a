import type { ArticlePage } from '#lib/shapes.ts'
import { plainText } from '#lib/excerpt.ts'

/** The article for search engines, as schema.org describes it. */
export function structuredData({ article }: ArticlePage, origin: string, forum: string) {
  const { title, summary, publishedAt, changedAt, language, author, kind, html } = article
  const publisher = { '@type': 'Organization', name: forum, url: origin }
  const shared = { '@context': 'https://schema.org', inLanguage: language, publisher }
  if (kind === 'faq') {
    const answer = { '@type': 'Answer', text: plainText(html) }
    const question = { '@type': 'Question', name: title, acceptedAnswer: answer }
    return { ...shared, '@type': 'FAQPage', mainEntity: [question] }
  }
  return {
    ...{ ...shared, '@type': kind === 'post' ? 'BlogPosting' : 'Article', headline: title },
    ...{ description: summary, url: origin + article.url },
    ...{ datePublished: publishedAt, dateModified: changedAt },
    author: kind === 'post' ? { '@type': 'Person', name: author.username } : publisher
  }
}
