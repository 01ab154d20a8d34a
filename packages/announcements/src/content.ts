import { invalid, type Context, type Locale } from '@stoa/core'
import { instantOf } from '@stoa/core/local-time'
import { isTimeZone } from '@stoa/core/text'
import { listCategories } from '@stoa/threads'
import { renderBody } from '@stoa/threads/rendering'
import type { AnnouncementInput } from './endpoints/writing-contract.ts'
import { findType } from './types.ts'
import { keysOfServices } from './affected-services/known.ts'
import type { RenderedText } from './render.ts'
import {
  incidentPhases,
  maintenancePhases,
  type Content,
  type BuiltInType,
  type Phase,
  type Texts
} from './schema.ts'

/**
 * Converts the input to the stored content.
 * @param before the previous version
 * @throws Problem 422 for what guards refuse, an unknown type, service or category, or times out of
 * order
 */
export async function contentOf(
  ctx: Context,
  input: AnnouncementInput,
  before?: Content
): Promise<Content> {
  const { translations, services, categories, type, severity, discussion, asksAcknowledgement } =
    input
  const texts = translations as Texts
  await reviewWords(ctx, texts)
  const { basis } = await findType(ctx, type, before?.type)
  const content = {
    ...{ type, basis, severity, discussion, asksAcknowledgement, texts },
    services: await keysOfServices(ctx, services, before?.services),
    categories,
    ...timesOf(ctx, input)
  }
  checkAsking(content)
  checkTimes(content, ctx.now, before)
  await checkCategories(ctx, content)
  return content
}

async function reviewWords(ctx: Context, texts: Texts) {
  for (const [locale, { title, body }] of Object.entries(texts)) {
    await ctx.ports.safety.review(ctx, { path: `translations.${locale}.title`, text: title })
    await ctx.ports.safety.review(ctx, { path: `translations.${locale}.body`, text: body })
  }
}

/** Converts the times of the input to UTC. @throws Problem 422 for an unknown time zone */
function timesOf({ actor }: Context, { timeZone, pin, ...input }: AnnouncementInput) {
  const zone = timeZone ?? actor.timeZone ?? 'UTC'
  if (!isTimeZone(zone)) throw invalid('timeZone', 'field_invalid')
  const instant = (written: string | null | undefined) =>
    written ? instantOf(written, zone) : null
  return {
    publishAt: instant(input.publishAt),
    expiresAt: instant(input.expiresAt),
    startsAt: instant(input.startsAt),
    endsAt: instant(input.endsAt),
    pin: pin ? { ...pin, until: instantOf(pin.until, zone) } : null
  }
}

/** Only risk warnings and critical announcements interrupt members that much. */
function checkAsking({ basis, severity, asksAcknowledgement }: Content) {
  if (asksAcknowledgement && basis !== 'risk' && severity !== 'critical')
    throw invalid('asksAcknowledgement', 'announcements_acknowledgement_not_critical')
}

/** Times that stay as they were may have passed. */
function checkTimes(
  { publishAt, expiresAt, startsAt, endsAt, pin }: Content,
  now: string,
  before: Partial<Content> = {}
) {
  const goesOut = publishAt !== null && publishAt > now ? publishAt : now
  const isPast = (time: string | null, stored?: string | null) =>
    time !== null && time !== stored && time <= goesOut
  if (isPast(expiresAt, before.expiresAt))
    throw invalid('expiresAt', 'announcements_expiry_too_early')
  if (endsAt !== null && (startsAt === null || endsAt <= startsAt))
    throw invalid('endsAt', 'announcements_end_before_start')
  if (isPast(pin?.until ?? null, before.pin?.until))
    throw invalid('pin', 'announcements_pin_too_early')
}

async function checkCategories(ctx: Context, { categories, discussion }: Content) {
  const { items } = await listCategories(ctx)
  const known = new Set(items.map(({ id }) => id))
  if (!categories.every((id) => known.has(id))) throw invalid('categories', 'field_invalid')
  if (discussion !== 'none' && categories.length === 0)
    throw invalid('discussion', 'announcements_discussion_needs_category')
}

/** A version with its texts rendered once, for its check, its preview and its page. */
export type AnnouncementVersion = {
  content: Content
  texts: (RenderedText & { title: string })[]
}

/** Renders the texts of a version. */
export async function renderVersion(ctx: Context, content: Content): Promise<AnnouncementVersion> {
  const texts: AnnouncementVersion['texts'] = []
  for (const [locale, { title, body }] of Object.entries(content.texts))
    texts.push({ ...(await renderBody(ctx, body)), locale: locale as Locale, title, body })
  return { content, texts }
}

/**
 * Returns the phase after a change of basis: the previous one if the basis has it, else its first.
 */
export function phaseOf(basis: BuiltInType, phase: Phase | null): Phase | null {
  const possible: readonly Phase[] = phasesOf(basis)
  if (phase !== null && possible.includes(phase)) return phase
  return possible[0] ?? null
}

/** Phases of a basis, in order; empty if it has none. */
export function phasesOf(basis: BuiltInType): readonly Phase[] {
  if (basis === 'incident') return incidentPhases
  return basis === 'maintenance' ? maintenancePhases : []
}
