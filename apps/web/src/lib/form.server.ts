import { error, fail, isHttpError, isRedirect, type RequestEvent } from '@sveltejs/kit'
import { withoutSecrets } from '@stoa/guards'
import { translate } from '@stoa/messages'
import { isRead } from '#lib/changed-parts.server.ts'
import { bugRefusal, refusalOf, unreadableRefusal } from '#lib/problems.server.ts'

/**
 * Reads the named text fields of a posted form, as they were typed; an absent field is `''`.
 * Browsers send line ends as CRLF; texts are stored with LF. What is no form ends in a 400. The buttons
 * of `FoundInText` take secrets out, or confirm that everybody may see what was found.
 */
export async function typed<K extends string>(
  event: Pick<RequestEvent, 'locals' | 'request'>,
  names: readonly K[]
): Promise<Record<K, string>> {
  const data = await formOf(event)
  if (data.has('sharePersonalData')) event.locals.sharePersonalData()
  const kept = data.has('withoutSecrets') ? withoutSecrets : (given: string) => given
  const entries = names.map((name) => [name, kept(text(data.get(name)))] as const)
  return Object.fromEntries(entries) as Record<K, string>
}

/** The fields of a posted form; what is no form ends in a 400. */
export async function formOf({
  locals: { locale },
  request
}: Pick<RequestEvent, 'locals' | 'request'>) {
  try {
    return await request.formData()
  } catch {
    error(400, { code: 'bad_request', message: translate('problem_bad_request', {}, locale) })
  }
}

const text = (value: FormDataEntryValue | null) =>
  typeof value === 'string' ? value.replaceAll('\r\n', '\n') : ''

/**
 * Runs the api calls of a form action. A problem, or a bug, becomes the action's failure, which brings
 * back everything typed in `values`; redirects pass through.
 * @param values what the form shows again: never a password
 * @param read of an approval: see `refusalOf`
 */
export async function attempt<V, T>(
  { locals }: Pick<RequestEvent, 'locals'>,
  values: V,
  run: () => Promise<T>,
  read?: string
) {
  if (read !== undefined && !isRead(read))
    return fail(422, { problem: unreadableRefusal(locals.locale), values })
  try {
    return await run()
  } catch (error) {
    if (isRedirect(error) || isHttpError(error)) throw error
    const problem = refusalOf(error, locals.locale, read) ?? bugRefusal(error, locals)
    return fail(problem.status, { problem, values })
  }
}
