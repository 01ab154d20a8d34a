import { error, fail, isHttpError, isRedirect, type RequestEvent } from '@sveltejs/kit'
import { withoutSecrets } from '@stoa/guards'
import { translate } from '@stoa/messages'
import { answersIn, withZone } from './field-values.ts'
import { isRead } from '#lib/changes/changed-parts.server.ts'
import { bugRefusal, refusalOf, unreadableRefusal } from './problems.server.ts'

/**
 * Reads text fields of a posted form as they were typed; a missing field is `''`. Line ends become
 * LF, as browsers send CRLF. `fields` are all answers to a category's form, as JSON. Responds 400 to
 * anything but a form. The buttons of `FoundInText` remove secrets, or confirm that personal data may
 * be public.
 */
export async function typed<K extends string>(
  event: Pick<RequestEvent, 'locals' | 'request'>,
  names: readonly K[]
): Promise<Record<K, string>> {
  return valuesOf(await typedFields(event), names)
}

/**
 * As `typed`, with all fields whose name begins with a prefix, by the rest of their name.
 * @param prefix such as `facts.`
 */
export async function typedWith<K extends string>(
  event: Pick<RequestEvent, 'locals' | 'request'>,
  names: readonly K[],
  prefix: string
) {
  const fields = await typedFields(event)
  const below = [...fields].filter(([name]) => name.startsWith(prefix))
  const rest = below.map(([name, value]) => {
    const key = name.slice(prefix.length)
    return [key, withZone(fields, key, value)] as const
  })
  return { values: valuesOf(fields, names), below: Object.fromEntries(rest) }
}

type Fields = ReadonlyMap<string, string>

const valuesOf = <K extends string>(fields: Fields, names: readonly K[]) =>
  Object.fromEntries(
    names.map((name) => [name, name === 'fields' ? answersIn(fields) : (fields.get(name) ?? '')])
  ) as Record<K, string>

/** All text fields of a form; of several with one name, the first that is filled in. */
async function typedFields(event: Pick<RequestEvent, 'locals' | 'request'>): Promise<Fields> {
  const data = await formOf(event)
  if (data.has('sharePersonalData')) event.locals.sharePersonalData()
  if (data.has('acceptTerms')) event.locals.acceptTerms(Number(data.get('acceptTerms')))
  const kept = data.has('withoutSecrets') ? withoutSecrets : (given: string) => given
  return new Map(
    [...data.keys()].map((name) => [name, kept(data.getAll(name).map(text).find(Boolean) ?? '')])
  )
}

/** The revision that a form began with, if it is an edit, and the texts that its writer has read. */
export type Begun = { revision?: string | undefined; read?: string | undefined }

/**
 * The revision that a form began with, and its texts, as `ReadRevision` sends them. Without the
 * field an edit replaces anything.
 */
export async function begun(event: Pick<RequestEvent, 'locals' | 'request'>): Promise<Begun> {
  const form = await formOf(event)
  const [revision, read] = [form.get('revision'), form.get('read')]
  return {
    revision: typeof revision === 'string' && revision !== '' ? revision : undefined,
    read: typeof read === 'string' ? read : ''
  }
}

/** A body can be read only once. */
const forms = new WeakMap<Request, Promise<FormData>>()

/** Returns the posted form, also repeatedly; responds 400 to anything else. */
export async function formOf({
  locals: { locale },
  request
}: Pick<RequestEvent, 'locals' | 'request'>) {
  try {
    const form = forms.get(request) ?? request.formData()
    forms.set(request, form)
    return await form
  } catch {
    error(400, { code: 'bad_request', message: translate('problem_bad_request', {}, locale) })
  }
}

const text = (value: FormDataEntryValue) =>
  typeof value === 'string' ? value.replaceAll('\r\n', '\n') : ''

/**
 * Runs the API calls of a form action. A problem or a bug becomes the action's failure, which
 * returns `values` to the form; redirects are rethrown.
 * @param values what the form shows again; never a password
 * @param begun of an approval or an edit: see `refusalOf`. A refused form keeps the revision that it
 * began with, but for the refusal that shows what was changed since.
 */
export async function attempt<V, T>(
  { locals }: Pick<RequestEvent, 'locals'>,
  values: V,
  run: () => Promise<T>,
  { revision, read }: Begun = {}
) {
  if (read !== undefined && !isRead(read))
    return fail(422, { problem: unreadableRefusal(locals.locale), values })
  try {
    return await run()
  } catch (error) {
    if (isRedirect(error) || isHttpError(error)) throw error
    const problem = refusalOf(error, locals.locale, read) ?? bugRefusal(error, locals)
    const isShown = problem.code === 'revision_changed'
    return fail(problem.status, {
      problem,
      values,
      begun: isShown ? undefined : { revision, read }
    })
  }
}

/**
 * As `attempt`, for an edit, whose form has `ReadRevision`.
 * @param run is given the revision that the form began with
 */
export async function attemptEdit<V, T>(
  event: Pick<RequestEvent, 'locals' | 'request'>,
  values: V,
  run: (revision: string | undefined) => Promise<T>
) {
  const form = await begun(event)
  return attempt(event, values, () => run(form.revision), form)
}
