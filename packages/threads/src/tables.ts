// The tables that other packages use; all others stay inside.
export {
  categories,
  categoryFollowings,
  heldEdits,
  mentions,
  postMoves,
  posts,
  readings,
  revisions,
  sameProblems,
  threadFollowings,
  threadHistory,
  threadMarks,
  threads
} from './schema.ts'
