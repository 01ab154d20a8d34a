// The tables that other packages use; all others stay inside.
export {
  categories,
  categoryFollowings,
  categoryModeration,
  editsAwaitingApproval,
  mentions,
  postMoves,
  posts,
  readings,
  revisions,
  meToos,
  tagFollowings,
  threadFollowings,
  threadHistory,
  threadMarks,
  threads
} from './schema.ts'
