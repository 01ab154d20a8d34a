// The tables that other packages may read. Only this package writes them.
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
