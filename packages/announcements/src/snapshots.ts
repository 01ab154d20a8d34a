import { checkRevision, snapshotOf, type Context, type Snapshot } from '@stoa/core'
import { wordsFor } from '@stoa/core/languages'
import { knownCategories } from '@stoa/threads'
import { namesOfServices } from './affected-services/known.ts'
import { namesOfTypes } from './types.ts'
import type { Found } from './policy.ts'
import { readRevision } from './revisions.ts'
import type { Bodies, Content, Phase } from './schema.ts'

/** Snapshot of what publishing a version makes public. Names are in the reader's language. */
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
  const words = Object.entries(texts).flatMap(([language, { title, body }]) => [
    [`title.${language}`, title],
    [`body.${language}`, body]
  ])
  const named = await namesOfServices(ctx)
  const parts = {
    ...(Object.fromEntries(words) as Record<string, string>),
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

/**
 * Checks that the actor read the newest version. The difference from an earlier one is in the
 * language of the answer on both sides, whatever the language of the page that the actor read.
 * @param revision of the snapshot that the actor read
 * @param content of the newest version
 * @param typed of the version that is to replace it
 * @throws Problem 409 as `checkRevision`
 */
export async function checkNewest(
  ctx: Context,
  found: Found,
  content: Content,
  revision: string,
  typed?: Content
) {
  const now = await snapshotOfContent(ctx, content, found.revision)
  const read = await earlier(ctx, found, Number(revision))
  checkRevision(revision, now, read, typed && (await snapshotOfContent(ctx, typed, 0)))
}

async function earlier(ctx: Context, { id, revision }: Found, number: number) {
  if (!Number.isInteger(number) || number < 1 || number >= revision) return undefined
  return snapshotOfContent(ctx, await readRevision(ctx, id, number), number)
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
