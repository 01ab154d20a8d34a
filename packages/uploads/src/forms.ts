import { Problem, RawAnswer, type Context } from '@stoa/core'

type Form = Record<string, string>

/**
 * Answers a form of a page without scripts. The typed fields and the file are stored in the draft,
 * and the browser is redirected to the page in the field `next`. For a refused file, and for a text
 * that was stored without a secret it contained, the code of the problem is in `?upload=` and its
 * line in `?line=`. Refused values of other fields are in `?typed=`, encrypted.
 */
export async function answerForm(
  ctx: Context,
  form: Form,
  run: () => Promise<{ id: string; markdown?: string }>
): Promise<RawAnswer> {
  const file = await outcomeOf(run)
  const markdown = file.done?.markdown ?? ''
  const { typed, problem } = await ctx.ports.keepForm(ctx, form, markdown)
  return seeOther(localPath(form['next']), problem ?? file.problem, typed)
}

/** @throws any error that is no refusal, and 429 */
async function outcomeOf<T>(run: () => Promise<T>): Promise<{ done?: T; problem?: Problem }> {
  try {
    return { done: await run() }
  } catch (error) {
    if (!(error instanceof Problem) || error.status === 429) throw error
    return { problem: error }
  }
}

function seeOther(path: string, problem?: Problem, typed?: string): RawAnswer {
  const url = new URL(path, 'http://here.invalid')
  url.searchParams.delete('upload')
  url.searchParams.delete('line')
  url.searchParams.delete('typed')
  if (typed) url.searchParams.set('typed', typed)
  if (problem) url.searchParams.set('upload', problem.code)
  if (problem?.params['line']) url.searchParams.set('line', String(problem.params['line']))
  return new RawAnswer('', { location: url.pathname + url.search + url.hash }, 303)
}

/** Returns a path of this site, or `/` for anything a browser could read as another host. */
export function localPath(next = ''): string {
  if (!/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(next)) return '/'
  const base = 'http://here.invalid'
  const { origin, pathname } = URL.parse(next, base) ?? {}
  // `/.//host` becomes `//host` once its dots are resolved.
  return origin === base && !pathname?.startsWith('//') ? next : '/'
}
