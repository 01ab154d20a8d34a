import type { z } from 'zod'
import { isTooEarly } from '@stoa/accounts/reading-access'
import type { Context } from '@stoa/core'
import { categoriesSeen } from '@stoa/threads'
import type { matchingList } from './endpoints/reading-contract.ts'
import { ownAcknowledgements } from './acknowledge.ts'
import { likenessTo } from './normalization.ts'
import { activeAnnouncements, announcementsById, type Known } from './known.ts'
import { isFolded, isOver, shownPhase } from './phase.ts'
import { namesFor, toLink, toRow, typeNamesFor } from './rows.ts'

type Matching = z.infer<typeof matchingList>

export const goesOn = ({ basis, phase }: Known) => basis === 'incident' && phase !== 'resolved'

const listedFirst = 10

/** Ids of the incidents that go on, at most the ten newest. */
export const runningIncidents = async (ctx: Context): Promise<number[]> =>
  (await activeAnnouncements(ctx))
    .filter(goesOn)
    .slice(0, listedFirst)
    .map(({ id }) => id)

const matchLimit = 3

type Draft = { title: string; body?: string; categoryId?: number }

/**
 * Current announcements about a draft: ongoing incidents in its category first, then those similar
 * to its title or beginning, most similar first.
 */
export async function matchingAnnouncements(ctx: Context, draft: Draft): Promise<Matching> {
  const likenessOf = likenessTo(draft)
  const concerns = await categoryTest(ctx, draft.categoryId)
  const active = await activeAnnouncements(ctx)
  const likest = active
    .map((known) => ({
      known,
      share: goesOn(known) && concerns(known) ? 2 : likenessOf(known.words)
    }))
    .filter(({ share }) => share > 0)
    .sort((a, b) => b.share - a.share || b.known.id - a.known.id)
    .slice(0, matchLimit)
  const names = await namesFor(ctx)
  return { items: likest.map(({ known: { words: _words, ...row } }) => toRow(ctx, row, names)) }
}

/** Implements the port that finds announcements for other drafts, such as a ticket's. */
export const announcementsLike = async (ctx: Context, draft: Draft) =>
  (await matchingAnnouncements(ctx, draft)).items

/**
 * Returns a test whether an announcement concerns the category: through itself, its parent or all
 * categories. Nothing concerns a category that the actor may not know of.
 */
async function categoryTest(ctx: Context, id: number | undefined) {
  const chosen = (await categoriesSeen(ctx)).find((category) => category.id === id)
  return ({ categoryIds }: Known): boolean =>
    chosen !== undefined &&
    (categoryIds.length === 0 ||
      categoryIds.some((one) => one === chosen.id || one === chosen.parentId))
}

const asks = ({ asksAcknowledgement }: Known) => asksAcknowledgement

const isPinned = ({ pinnedUntil }: Known, now: string) => pinnedUntil !== null && pinnedUntil > now

/** Those who can confirm that they have read it are asked above every page. */
const isBanner = ({ actor, now }: Context, known: Known) =>
  !isOver(known, now) &&
  (known.severity !== 'normal' ||
    isPinned(known, now) ||
    goesOn(known) ||
    (asks(known) && actor.id !== 0))

const severityRanks = { critical: 0, important: 2, normal: 4 } as const

/** The most severe first, planned ones below those that go on, folded and resolved ones last. */
const rankOf = (known: Known, now: string) =>
  (isFolded(known, now) ? 6 : 0) +
  (known.phase === 'resolved' ? 6 : 0) +
  severityRanks[known.severity] +
  (shownPhase(known, now) === 'planned' ? 1 : 0)

/**
 * Announcements in the strip above pages: important and critical ones, pinned ones and incidents
 * that go on. Those that the actor confirmed as read are gone. A maintenance is shown until its end.
 */
export async function bannersFor(ctx: Context) {
  if (await isTooEarly(ctx)) return []
  const banners = (await activeAnnouncements(ctx)).filter((known) => isBanner(ctx, known))
  if (banners.length === 0) return []
  const names = await typeNamesFor(ctx)
  const own = banners.some(asks) ? await ownAcknowledgements(ctx) : new Set<number>()
  return banners
    .filter(({ id }) => !own.has(id))
    .sort((a, b) => rankOf(a, ctx.now) - rankOf(b, ctx.now) || a.pinOrder - b.pinOrder)
    .map(({ words: _words, ...row }) => {
      const { id, url, type, typeName, basis, ...rest } = toRow(ctx, row, names)
      const { severity, phase, title, language } = rest
      const foldedSince = isFolded(row, ctx.now) ? row.changedAt : null
      const { asksAcknowledgement, categoryIds } = row
      const shown = { id, url, type, typeName, basis, severity, phase, title, language }
      return { ...shown, foldedSince, asksAcknowledgement, categoryIds }
    })
}

/**
 * Current versions of the announcements linked to a thread or a ticket, as far as the actor may
 * read them.
 */
export async function linkedAnnouncements(ctx: Context, ids: number[]) {
  if (ids.length === 0) return []
  const [rows, names] = await Promise.all([announcementsById(ctx, ids), typeNamesFor(ctx)])
  return rows.map((row) => toLink(ctx, row, names))
}
