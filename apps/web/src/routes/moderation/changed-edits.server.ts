import { differences, type Piece } from '#lib/differences.server.ts'
import type { EditAwaitingApproval } from '#lib/shapes.ts'

/** An edit that awaits approval, with its difference from the public text. */
export type ChangedEdit = EditAwaitingApproval & { changes: Piece[] }

// A page shows up to 20 edits, so each gets little time.
const milliseconds = 20

/** Compares an edit with the text that is public now. */
export function withChanges(edit: EditAwaitingApproval): ChangedEdit {
  const body = edit.snapshot.parts.find(({ name }) => name === 'body')?.text ?? ''
  return { ...edit, changes: differences(edit.before, body, milliseconds) }
}
