import type { Api } from '@stoa/api'
import { differences, type Piece } from '#lib/changes/changed-parts.server.ts'
import type { EditAwaitingApproval } from '#lib/shapes.ts'
import type { queueFilterOf } from './queue-filter.ts'

/** Loads every list; the cursor applies to the selected one. */
export async function listsOf({ moderation }: Api, filter: ReturnType<typeof queueFilterOf>) {
  const { show, reason, category, language, cursor } = filter
  const where = { category, language }
  const from = (tab: typeof show) => (show === tab ? cursor : undefined)
  const [cases, campaigns, posts, edits, flagged, appeals] = await Promise.all([
    moderation.cases({ reason, ...where, cursor: from('reports') }),
    reason ? { items: [], next: null } : moderation.campaigns(where),
    moderation.posts({ ...where, cursor: from('approval') }),
    moderation.edits(where),
    moderation.flagged({ ...where, cursor: from('flagged') }),
    moderation.appeals({ ...where, cursor: from('appeals') })
  ])
  const edit = { ...edits, items: edits.items.map(withChanges) }
  return { case: cases, campaign: campaigns, post: posts, edit, flag: flagged, appeal: appeals }
}

/** An edit that awaits approval, with its difference from the public text. */
export type ChangedEdit = EditAwaitingApproval & { changes: Piece[] }

// A page shows up to 20 edits, so each gets little time.
const milliseconds = 20

/** Compares an edit with the text that is public now. */
export function withChanges(edit: EditAwaitingApproval): ChangedEdit {
  const body = edit.snapshot.parts.find(({ name }) => name === 'body')?.text ?? ''
  return { ...edit, changes: differences(edit.before, body, milliseconds) }
}
