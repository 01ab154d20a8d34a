import { Problem, RawAnswer, type Context } from '@stoa/core'
import type { Upload } from './contract.ts'

type Form = Record<string, string>

/**
 * Answers a form of a page without scripts: what was typed beside the file goes into its draft,
 * together with the file, and the browser goes back to the page named by the field `next`. A refused file
 * leads there too, with the code of the problem in `?upload=` and the line it is about in `?line=`; so
 * does a text that is kept without what must stay secret. What was refused of the other fields is in
 * `?typed=`, sealed.
 */
export async function answerForm(
  ctx: Context,
  form: Form,
  run: () => Promise<Upload>
): Promise<RawAnswer> {
  const file = await outcomeOf(run)
  const markdown = file.done?.markdown ?? ''
  const { typed, problem } = await ctx.ports.keepForm(ctx, form, markdown)
  return seeOther(localPath(form['next']), problem ?? file.problem, typed)
}

/** @throws what is no refusal, and 429 */
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

/** A path of this site, else `/`: nothing that a browser could read as another host. */
export function localPath(next = ''): string {
  if (!/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(next)) return '/'
  const base = 'http://here.invalid'
  const { origin, pathname } = URL.parse(next, base) ?? {}
  // `/.//host` becomes `//host` once its dots are resolved.
  return origin === base && !pathname?.startsWith('//') ? next : '/'
}
