import './events.ts'
import './ports.ts'

export { acceptAnswer } from './answers/accept-answer.ts'
export { createThread } from './posting/create-thread.ts'
export {
  categoryName,
  categoryNames,
  invalidateCategories,
  findCategory,
  knownCategories,
  withSubcategories
} from './categories/categories.ts'
export { checkVisible } from './categories/check-visible.ts'
export { listCategories } from './categories/category-list.ts'
export {
  appointModerator,
  leaveCategories,
  moderatedCategories
} from './categories/category-moderators.ts'
export { recount } from './counters.ts'
export { threadsEndpoints } from './endpoints.ts'
export { excerpt } from './rendering/excerpt.ts'
export { feedOfThread, feedOfThreads, type Feed, type FeedEntry } from './lists/feeds.ts'
export { findModeratedThread, findThread, type FoundThread } from './finding.ts'
export { addHistory, removeHistory } from './thread-state/history.ts'
export { isPostVisible } from './thread-page/locations.ts'
export { lockThread } from './locking.ts'
export {
  addressesIn,
  linksOf,
  publicTextOf,
  renderMarkdown,
  rendererVersion
} from './rendering/markdown.ts'
export { authorshipColumns } from './rendering/authorship.ts'
export { htmlFor, renderedFor, type StoredHtml } from './rendering/shown.ts'
export {
  moderates,
  whereModerated,
  ruleOf,
  visibleCategories,
  visiblePosts,
  visibleThreads,
  type Reader
} from './visibility.ts'
export { rules as threadRules } from './policy.ts'
export { renderBody } from './rendering/rendering.ts'
export { targetsOf } from './rendering/rendering.ts'
export { renderAgain, renderOutdated } from './rendering/rendering-again.ts'
export { preparedRead, readerValues } from './prepared.ts'
export { ownThreadData } from './data-export.ts'
export type { JudgedLink, LinkJudge, ModerationAct, PublicLine, SeenTogether } from './ports.ts'
export { postUrl, slugOf, threadUrl } from './urls.ts'
export { creditPost } from './lists/contributions.ts'
export { deleteDraft, putBackInDraft } from './reader/drafts.ts'
export { keepInDraft } from './reader/form-drafts.ts'
export { erasePostsOf, eraseUploadsOfPost, deleteReaderData } from './hiding/erasing.ts'
export { closeAgain, closeThread, reopenDue, reopenThread } from './thread-state/closing.ts'
export { unpinThread } from './thread-state/pinning.ts'
export { moveThreadBack } from './restructuring/move.ts'
export { deleteOldMoves } from './restructuring/move-many.ts'
export { markCurrent } from './answers/outdating.ts'
export { setSlowMode } from './thread-state/slow-mode.ts'
export { undoMerge, undoSplit } from './restructuring/undo-merge-split.ts'
export { changeThread } from './thread-state/thread-changes.ts'
export { approvePost, holdAgain } from './hiding/approval.ts'
export { snapshotOfEdit, snapshotOfPost } from './hiding/post-snapshots.ts'
export { deleteDecidedEdits, undoEditDecision } from './editing/edit-undoing.ts'
export { approveEdit, refuseEdit } from './editing/edit-approval.ts'
export { handBackPost } from './hiding/handing-back.ts'
export { clearFlag, flagAgain, keepFlag } from './hiding/flags.ts'
export { autoHide, hidePost, leaveAutoHidden, refusePost, restorePost } from './hiding/hiding.ts'
export { eraseRedactedUploads } from './redaction/redaction.ts'
export { threadsInOrder } from './lists/similar.ts'
export { currentMarks, withTimes } from './lists/thread-rows.ts'
export { reply } from './posting/reply.ts'
export { sitemapParts, threadsOfSitemapPart } from './lists/sitemap.ts'
