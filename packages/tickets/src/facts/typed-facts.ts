import { Problem, type Context, type FieldError } from '@stoa/core'
import { minuteOf } from '@stoa/core/minutes'
import { replaced } from '@stoa/guards'
import { seal, unseal } from '@stoa/accounts/secrets'
import { fieldErrors } from '@stoa/core/server'
import { translate } from '@stoa/messages'
import { saveFacts } from './facts.ts'
import { openFacts } from './stored-facts.ts'
import { findOwn } from '../policy.ts'
import type { FactKey } from '../topics/forms.ts'
import { customFactsByKey } from '../topics/topics.ts'
import { parseFact } from './fact-shapes.ts'

const keyOfMessage = /^ticket:(?<number>.+)$/

/** Begins the name of each field of a fact. */
const prefix = 'facts.'

type Form = Record<string, string>

/** `typed`: refused facts, sealed; `problem`: why another fact was not saved as typed. */
type TypedFacts = { typed?: string | undefined; problem?: Problem | undefined }

/**
 * Saves the facts in the form of a ticket message. Each is saved separately, so that a refused one
 * does not stop the others. Detected secrets are replaced before saving. Other forms are ignored.
 * @param form fields; `draft` is the key of the message's draft
 * @throws Problem 404
 */
export async function saveTypedFacts(ctx: Context, form: Form): Promise<TypedFacts> {
  const number = keyOfMessage.exec(form['draft'] ?? '')?.groups?.['number']
  if (!number || form['withFacts'] === undefined) return {}
  const { id } = await findOwn(ctx, number)
  const refused: RefusedFacts = {}
  const problems: Problem[] = []
  for (const [key, text] of await changedFacts(ctx, id, form)) {
    const { error, unsaved } = await saveOrClean(ctx, number, [key, text])
    if (unsaved !== undefined) refused[key] = unsaved
    // The page shows invalid values beside their fields.
    if (error && error.code !== 'invalid_input') problems.push(error)
  }
  return { typed: sealRefused(ctx, id, refused), problem: problems[0] }
}

type Saved = { error?: Problem | undefined; unsaved?: string | undefined }

/**
 * Saves a fact, without its secrets if needed.
 * @returns `error`: why it was not saved as typed; `unsaved`: what of it was not saved at all
 */
async function saveOrClean(
  ctx: Context,
  number: string,
  [key, text]: [FactKey, string]
): Promise<Saved> {
  const save = (value: string) => refusalOf(() => saveFacts(ctx, number, { [key]: value }))
  const error = await save(text)
  if (error?.code !== 'secret_found') return { error, unsaved: error && text }
  const cleaned = replaced(text, error.errors.map(rangeOf))
  // Without its secret, it may not be what the field takes.
  return { error, unsaved: (await save(cleaned)) && cleaned }
}

async function refusalOf(run: () => Promise<void>): Promise<Problem | undefined> {
  try {
    await run()
    return undefined
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}

const rangeOf = ({ params }: FieldError) => ({
  start: Number(params?.['start']),
  end: Number(params?.['end'])
})

/** Beside a local time stands the zone that it was typed in. */
const inZone = (text: string, zone: string | undefined) =>
  zone && text !== '' ? (minuteOf(`${text}[${zone}]`) ?? text) : text

/**
 * Returns the facts that differ from what is stored. Saving unchanged ones would wrongly confirm
 * the ticket. An empty field deletes only a fact that the page showed (`hadFacts`), because others
 * may have been entered on another page meanwhile.
 */
async function changedFacts(ctx: Context, ticketId: number, form: Form) {
  const known = await openFacts(ctx, ticketId)
  const had = form['hadFacts']?.split(' ') ?? []
  const fields = Object.entries(form).filter(([name]) => name.startsWith(prefix))
  return fields.flatMap(([name, given]): [FactKey, string][] => {
    const key = name.slice(prefix.length)
    const text = inZone(given.replaceAll('\r\n', '\n'), form[`zone.${key}`])
    if (text === (known.get(key) ?? '')) return []
    return text !== '' || had.includes(key) ? [[key, text]] : []
  })
}

type RefusedFacts = Record<FactKey, string>

const purpose = 'refused ticket facts'
const ownerOf = (ticketId: number) => `ticket:${ticketId}`

/** Longest sealed value; not every client and proxy accepts longer URLs. */
const maxLength = 6000

/**
 * Seals refused facts for the URL of the page that shows them again. They can only be opened
 * together with their ticket.
 * @returns undefined if there are none, or if they are too long for a URL
 */
function sealRefused(
  { ports }: Pick<Context, 'ports'>,
  ticketId: number,
  refused: RefusedFacts
): string | undefined {
  if (Object.keys(refused).length === 0) return undefined
  const sealed = seal(ports, purpose, ownerOf(ticketId), JSON.stringify(refused))
  return sealed.length > maxLength ? undefined : sealed
}

/** Opens what `sealRefused` sealed for this ticket, with the reason for each refusal. */
export async function refusedFacts(ctx: Context, ticketId: number, sealed: string) {
  const given = Object.entries(open(ctx, ticketId, sealed))
  const customs = given.length > 0 ? await customFactsByKey(ctx) : undefined
  return given.map(([key, value]) => {
    const { error } = parseFact(key, customs?.get(key), value)
    const [why] = error ? fieldErrors(error, value) : []
    return { key, value, message: why ? translate(why.message, why.params ?? {}, ctx.locale) : '' }
  })
}

function open({ ports }: Context, ticketId: number, sealed: string): RefusedFacts {
  try {
    return JSON.parse(unseal(ports, purpose, ownerOf(ticketId), sealed)) as RefusedFacts
  } catch {
    // The value comes from the URL: it may belong to another ticket or be made up.
    return {}
  }
}
