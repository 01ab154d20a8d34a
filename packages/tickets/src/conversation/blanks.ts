import { Problem, type Context } from '@stoa/core'
import { blanksIn, findBlank } from '@stoa/guards'
import { savedReplies } from '../schema.ts'

/**
 * Checks that no placeholder of a saved reply is left in a message of the desk.
 * @throws Problem 422 `blank_left`
 */
export async function checkFilled(ctx: Context, path: string, text: string): Promise<void> {
  if (blanksIn(text).length === 0 && findBlank(text) === undefined) return
  const blank = findBlank(text, await blanksOfSavedReplies(ctx))
  if (blank === undefined) return
  const error = { path, message: 'field_blank_left', params: { blank } }
  throw new Problem(422, 'blank_left', { blank }, [error])
}

async function blanksOfSavedReplies({ db }: Context): Promise<string[]> {
  const rows = await db.select({ body: savedReplies.body }).from(savedReplies)
  return rows.flatMap(({ body }) => Object.values(body).flatMap(blanksIn))
}
