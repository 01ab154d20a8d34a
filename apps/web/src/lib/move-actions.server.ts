import type { RequestEvent } from '@sveltejs/kit'
import { attempt, formOf, typed } from './form.server.ts'

/** Moves the selected threads of a list. */
async function move(event: RequestEvent) {
  const form = await formOf(event)
  const ids = form.getAll('ids').map(Number)
  const categoryId = Number(form.get('categoryId'))
  return attempt(event, {}, async () => {
    const { id, moved, refused } = await event.locals.api.threads.moveMany({ ids, categoryId })
    return { moving: { id, moved, refused: refused.length, back: false } }
  })
}

/** Undoes one move of several threads. */
async function undoMove(event: RequestEvent) {
  const { moveId } = await typed(event, ['moveId'])
  return attempt(event, {}, async () => {
    const { id, moved, refused } = await event.locals.api.threads.undoMoves({ id: moveId })
    return { moving: { id, moved, refused: refused.length, back: true } }
  })
}

/** Actions of pages with a `MoveBar`. */
export const movingActions = { move, undoMove }
