import { snapshotOf, type Context, type Snapshot } from '@stoa/core'
import { textParts } from '@stoa/editions'
import { wordsFor } from '@stoa/core/languages'
import { knownCategories } from '@stoa/threads'
import { namesOfServices } from './affected-services/known.ts'
import { namesOfTypes } from './types.ts'
import type { Bodies, Content, Phase } from './schema.ts'

/**
 * Snapshot of what publishing a version makes public. Names are in the language of the answer, also
 * on both sides of a difference, whatever the language of the page that the actor read.
 */
export async function snapshotOfContent(
  ctx: Context,
  content: Content,
  revision: number
): Promise<Snapshot> {
  const {
    texts,
    services,
    publishAt,
    expiresAt,
    startsAt,
    endsAt,
    severity,
    discussion,
    asksAcknowledgement
  } = content
  const named = await namesOfServices(ctx)
  const parts = {
    ...textParts(texts),
    type: (await namesOfTypes(ctx)).get(content.type) ?? content.type,
    ...{ severity, publishAt, expiresAt, startsAt, endsAt },
    pinnedUntil: content.pin?.until,
    pinOrder: content.pin?.order.toString(),
    services: services.map((key) => named.get(key) ?? key).join('\n'),
    categories: await namesOf(ctx, content.categories),
    discussion: discussion === 'none' ? '' : discussion,
    acknowledgement: asksAcknowledgement ? 'asked' : ''
  }
  return snapshotOf(parts, revision)
}

async function namesOf(ctx: Context, ids: readonly number[]): Promise<string> {
  if (ids.length === 0) return ''
  const known = new Map((await knownCategories(ctx)).map(({ id, name }) => [id, name]))
  // The order matters: the first category holds the discussion thread.
  return ids.map((id) => wordsFor(ctx, known.get(id) ?? {})).join('\n')
}

/** `before`: the wording of the update to reword. */
type Proposed = { phase: Phase | null; bodies: Bodies; before?: Bodies | null }

/** Snapshot of what publishing a proposal makes public, including the wording it replaces. */
export const snapshotOfProposal = ({ phase, bodies, before }: Proposed): Snapshot =>
  snapshotOf({ phase, ...named('body', bodies), ...named('before', before ?? {}) })

const named = (part: string, bodies: Bodies) =>
  Object.fromEntries(
    Object.entries(bodies)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([language, body]) => [`${part}.${language}`, body])
  )
