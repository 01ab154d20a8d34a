export type { ArticleHeading } from './articles/article.ts'
export { codeLinesOf } from './articles/parser.ts'
export { renderArticle, type RenderedArticle } from './articles/render-article.ts'
export { authorshipColumns, languageOfPost } from './stored.ts'
export { answersFor } from '../fields/known-fields.ts'
export { textOfValues } from '../fields/values.ts'
export { excerpt, excerptOfHtml } from './excerpt.ts'
export {
  addressesIn,
  linksOf,
  publicExcerpt,
  publicTextOf,
  renderMarkdown,
  rendererVersion
} from './markdown.ts'
export { clearLanguageOf } from '../posting/language-detection.ts'
export { renderBody, targetsOf } from './render-body.ts'
export { renderAgain, renderOutdated } from './render-again.ts'
export { htmlFor, renderedFor } from './reader-html.ts'
