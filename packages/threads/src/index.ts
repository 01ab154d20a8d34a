import './events.ts'
import './ports.ts'

export { ask } from './asking.ts'
export { authorColumns, authorJson, usersAs } from './authors.ts'
export {
  categoryName,
  dropCategories,
  findCategory,
  knownCategories,
  listCategories,
  type KnownCategory
} from './categories.ts'
export { changeCategory, createCategory } from './category-changes.ts'
export { appointModerator, moderatedCategories, removeModerator } from './category-moderators.ts'
export { recount, type Counters } from './counters.ts'
export { threadsEndpoints } from './endpoints/index.ts'
export { excerpt } from './excerpt.ts'
export {
  feedOfThread,
  feedOfThreads,
  threadsForSitemap,
  type Feed,
  type FeedEntry
} from './feeds.ts'
export { findPost, findThread, type FoundPost, type FoundThread } from './finding.ts'
export { languagesOf } from './languages.ts'
export { list } from './lists.ts'
export { canSeePost, locatePost } from './locations.ts'
export { renderMarkdown, rendererVersion } from './markdown.ts'
export {
  can,
  isHeld,
  moderates,
  visibleCategories,
  visiblePosts,
  visibleThreads
} from './policy.ts'
export { ownThreadData } from './own-data.ts'
export type { ModerationAct } from './ports.ts'
export { reply } from './replies.ts'
export { show } from './thread-page.ts'
export { postUrl, slugOf, threadUrl } from './urls.ts'
export { creditPost } from './contributions.ts'
export { keepInDraft } from './drafts.ts'
export { erasePostsOf, eraseUploadsOfPost, forgetReader } from './erasing.ts'
export { approvePost, hidePost, restorePost } from './hiding.ts'
export { eraseRedactedUploads } from './redaction.ts'
export { threadsInOrder } from './similar.ts'
