import { m, type Locale } from '@stoa/messages'
import type { ArticlePage } from '#lib/shapes.ts'
import { plainText } from '#lib/text.ts'

type Page = {
  /** Of the forum, such as `https://forum.example`. */
  origin: string
  /** Name of the forum. */
  forum: string
  locale: Locale
}

/** The article and the way to it for search engines, as schema.org describes them. */
export const structuredData = (content: ArticlePage, page: Page) => ({
  '@graph': [articleData(content, page), breadcrumbs(content, page)]
})

function articleData({ article }: ArticlePage, { origin, forum }: Page) {
  const { title, summary, publishedAt, changedAt, language, author, kind, html } = article
  const publisher = { '@type': 'Organization', name: forum, url: origin }
  const shared = { url: origin + article.url, inLanguage: language }
  if (kind === 'faq') {
    const answer = { '@type': 'Answer', text: plainText(html) }
    const question = { '@type': 'Question', name: title, acceptedAnswer: answer }
    return { '@type': 'FAQPage', ...shared, mainEntity: [question] }
  }
  const url = `${origin}/u/${encodeURIComponent(author.username)}`
  return {
    ...{ '@type': kind === 'post' ? 'BlogPosting' : 'Article', ...shared, headline: title },
    ...{ description: summary, datePublished: publishedAt, dateModified: changedAt, publisher },
    image: firstPicture(html, origin),
    author: kind === 'post' ? { '@type': 'Person', name: author.username, url } : publisher
  }
}

/** Address of the first picture of the text; undefined without one. */
function firstPicture(html: string, origin: string): string | undefined {
  const [, address] = /<img [^>]*?src="(\/[^"]+)"/.exec(html) ?? []
  return address && origin + address
}

/** As the page shows it, from the help centre or the blog down to the article. */
function breadcrumbs({ article, path }: ArticlePage, { origin, locale }: Page) {
  const isPost = article.kind === 'post'
  const top = isPost ? m.articles_blog_title({}, { locale }) : m.articles_help_title({}, { locale })
  const places = [
    { name: top, item: isPost ? '/blog' : '/help' },
    ...path.map(({ slug, name }) => ({ name, item: `/help/${encodeURIComponent(slug)}` })),
    { name: article.title, item: article.url }
  ]
  return {
    '@type': 'BreadcrumbList',
    itemListElement: places.map(({ name, item }, at) => ({
      ...{ '@type': 'ListItem', position: at + 1, name, item: origin + item }
    }))
  }
}
