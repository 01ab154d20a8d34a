import './events.ts'
import './ports.ts'

export { createThread } from './posting/create-thread.ts'
export {
  categoriesSeen,
  categoryNames,
  invalidateCategories,
  findCategory,
  knownCategories,
  withSubcategories,
  checkVisible
} from './categories/categories.ts'
export { followedCategories, listCategories } from './categories/category-list.ts'
export { moderatedCategories } from './categories/category-moderators.ts'
export { changedPosts, type ChangedPost } from './changed-posts.ts'
export { recount } from './counters.ts'
export { threadsEndpoints } from './endpoints.ts'
export { findModeratedThread, findThread, type FoundThread, lockThread } from './find.ts'
export { addThreadHistory, removeHistory } from './thread-state/history.ts'
export { addMark, putMark, removeMark, updateMarks } from './thread-state/marks.ts'
export { isPostVisible } from './thread-page/locations.ts'
export {
  moderates,
  whereModerated,
  readersOf,
  readsCategory,
  visibleCategories,
  visiblePosts,
  visibleThreads,
  type Reader
} from './visibility.ts'
export { rules as threadRules } from './policy.ts'
export { preparedRead, readerValues } from './prepared.ts'
export { ownThreadData } from './data-export.ts'
export type { ModerationAct } from './moderation-act.ts'
export type { LinkedTicket, LinkJudge, PublicLine, SeenTogether } from './ports.ts'
export { postUrl, slugOf, threadUrl } from './urls.ts'
export { creditPosts } from './lists/contributions.ts'
export { deleteDraft, putBackInDraft } from './reader/drafts.ts'
export { keepInDraft } from './reader/upload-drafts.ts'
export { erasePostsOf, eraseUploadsOfPost, deleteReaderData } from './hiding/erase.ts'
export { closeThread, reopenDue } from './thread-state/close.ts'
export { deleteOldMoves } from './restructuring/move-many.ts'
export { deleteDecidedEdits } from './editing/edit-undoing.ts'
export { eraseRedactedUploads } from './redaction/redact.ts'
export { threadsInOrder } from './lists/similar.ts'
export { currentMarks, withTimes } from './lists/thread-rows.ts'
export { reply } from './posting/reply.ts'
export { unansweredQuestions } from './lists/counts.ts'
export { sitemapParts, threadsOfSitemapPart } from './lists/sitemap.ts'
