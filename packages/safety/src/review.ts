import type { ReviewedText } from '@stoa/accounts'
import { Problem, type Context } from '@stoa/core'
import {
  findPersonalDataInSlices,
  findSecretsInSlices,
  scanOnThread,
  type Finding
} from '@stoa/guards'
import { passages, refusedPassages } from './filters/apply.ts'
import { filtersFor } from './filters/find.ts'
import { withoutOwnContacts } from './official/own-contacts.ts'

/**
 * Port: checks every text before it is stored. Findings are returned to the sender and go nowhere
 * else.
 */
export async function review(ctx: Context, { path, text, isPublic }: ReviewedText): Promise<void> {
  refuse('secret_found', path, await secretsIn(ctx, text))
  if (!isPublic) return
  refuse('text_refused', path, kindly('refused_words', await refusedPassages(ctx, text)))
  if (!mayBeAsked(ctx)) return
  refuse('personal_data_found', path, [
    ...(await withoutOwnContacts(ctx, text, await findPersonalDataInSlices(text))),
    ...kindly('account_id', await passages(ctx, text, 'account_id'))
  ])
}

/** Longer texts are files, which are scanned on a worker thread. */
const longText = 100_000

async function secretsIn(ctx: Context, text: string): Promise<Finding<string>[]> {
  if (text.length <= longText)
    return [
      ...(await findSecretsInSlices(text)),
      ...kindly('organisation_secret', await passages(ctx, text, 'secret'))
    ]
  const found = await scanOnThread(text, await filtersFor(ctx, 'secret'))
  return found.map((one) => (one.kind === 'secret' ? { ...one, kind: 'organisation_secret' } : one))
}

const kindly = (kind: string, found: { start: number; end: number }[]): Finding<string>[] =>
  found.map((passage) => ({ kind, ...passage }))

/** True if a person sent the text for the first time, not an import and not a confirmed repeat. */
const mayBeAsked = ({ origin }: Context) =>
  origin !== undefined && origin.sharesPersonalData !== true

/** Throws 422 with the position of each finding; does nothing without findings. */
export function refuse(code: string, path: string, found: readonly Finding<string>[]): void {
  if (found.length === 0) return
  const errors = found.map(({ kind, start, end }) => {
    return { path, message: `guards_found_${kind}`, params: { kind, start, end } }
  })
  throw new Problem(422, code, {}, errors)
}
