import './events.ts'
import './ports.ts'

export { categoryName, dropCategories, findCategory, listCategories } from './categories.ts'
export { moderatedCategories } from './category-moderators.ts'
export { recount } from './counters.ts'
export { threadsEndpoints } from './endpoints/index.ts'
export {
  feedOfThread,
  feedOfThreads,
  threadsForSitemap,
  type Feed,
  type FeedEntry
} from './feeds.ts'
export { canSeePost } from './locations.ts'
export { renderMarkdown, rendererVersion } from './markdown.ts'
export { visibleCategories, visiblePosts, visibleThreads, type Reader } from './policy.ts'
export { preparedRead, readerValues } from './prepared.ts'
export { ownThreadData } from './own-data.ts'
export type { ModerationAct } from './ports.ts'
export { postUrl, threadUrl } from './urls.ts'
export { creditPost } from './contributions.ts'
export { keepInDraft } from './drafts.ts'
export { erasePostsOf, eraseUploadsOfPost, forgetReader } from './erasing.ts'
export { approvePost, hidePost, restorePost } from './hiding.ts'
export { eraseRedactedUploads } from './redaction.ts'
export { toSimplified } from './simplified.ts'
export { threadsInOrder } from './similar.ts'
