import './events.ts'

export { articlesEndpoints } from './endpoints.ts'
export { isArticleFileVisible } from './file-visibility.ts'
export { approversOf } from './lifecycle/approvers.ts'
export { articlesToApprove } from './lifecycle/work-list.ts'
export { articlePlaces, invalidateArticles } from './published-kinds.ts'
export { articlesOfSitemap } from './reading/sitemap.ts'
export { publishDue } from './writing/publishing.ts'
