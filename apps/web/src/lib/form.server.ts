import { error, fail, isHttpError, isRedirect, type RequestEvent } from '@sveltejs/kit'
import { withoutSecrets } from '@stoa/guards'
import { translate } from '@stoa/messages'
import { isRead } from '#lib/changed-parts.server.ts'
import { bugRefusal, refusalOf, unreadableRefusal } from '#lib/problems.server.ts'

/**
 * Reads text fields of a posted form as they were typed; a missing field is `''`. Line ends become
 * LF, as browsers send CRLF. Responds 400 to anything but a form. The buttons of `FoundInText`
 * remove secrets, or confirm that personal data may be public.
 */
export async function typed<K extends string>(
  event: Pick<RequestEvent, 'locals' | 'request'>,
  names: readonly K[]
): Promise<Record<K, string>> {
  const data = await formOf(event)
  if (data.has('sharePersonalData')) event.locals.sharePersonalData()
  if (data.has('acceptTerms')) event.locals.acceptTerms(Number(data.get('acceptTerms')))
  const kept = data.has('withoutSecrets') ? withoutSecrets : (given: string) => given
  const entries = names.map((name) => [name, kept(text(data.get(name)))] as const)
  return Object.fromEntries(entries) as Record<K, string>
}

/** Returns the posted form; responds 400 to anything else. */
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
 * Runs the API calls of a form action. A problem or a bug becomes the action's failure, which
 * returns `values` to the form; redirects are rethrown.
 * @param values what the form shows again; never a password
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
