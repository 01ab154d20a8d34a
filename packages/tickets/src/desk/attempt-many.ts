import { Problem, type Context } from '@stoa/core'
import { translate } from '@stoa/messages'

type Refused = { number: string; code: string; detail: string }

/**
 * Acts on each ticket, and lists those that were refused. One transaction per ticket: one that locked
 * several tickets and threads could deadlock with another.
 */
export async function attemptMany(
  ctx: Context,
  numbers: readonly string[],
  act: (number: string) => Promise<void>
) {
  const all = [...new Set(numbers)]
  const refused: Refused[] = []
  for (const number of all) {
    const problem = await problemOf(() => act(number))
    if (problem) refused.push({ number, code: problem.code, detail: detailOf(ctx, problem) })
  }
  return { changed: all.length - refused.length, refused }
}

async function problemOf(act: () => Promise<void>): Promise<Problem | undefined> {
  try {
    await act()
    return undefined
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}

/** A refused field says more than the problem itself. */
function detailOf({ locale }: Context, { code, params, errors: [error] }: Problem): string {
  if (error) return translate(error.message, error.params ?? {}, locale)
  return translate(`problem_${code}`, params, locale)
}
