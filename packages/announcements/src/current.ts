import type { z } from 'zod'
import { isTooEarly } from '@stoa/accounts/reading-access'
import type { Context } from '@stoa/core'
import { categoriesSeen, findCategory } from '@stoa/threads'
import type { currentList } from './endpoints/reading-contract.ts'
import { ownAcknowledgements } from './acknowledging.ts'
import { likenessTo } from './normalization.ts'
import { activeAnnouncements, announcementsById, type Known } from './known.ts'
import { isOver, isStale, shownPhase } from './phase.ts'
import { typeNamesFor, namesFor, toLink, toRow } from './rows.ts'

type Current = z.infer<typeof currentList>

const isPinned = ({ pinnedUntil }: Known, now: string) => pinnedUntil !== null && pinnedUntil > now

export const goesOn = ({ basis, phase }: Known) => basis === 'incident' && phase !== 'resolved'

/** Ongoing incidents stay on top, pinned or not, as long as they are not stale. */
const isPressing = (known: Known, now: string) => goesOn(known) && !isStale(known, now)

/**
 * Announcements on top of a category (by slug) or of the home page: pinned ones in their order, and
 * ongoing incidents. The home page shows announcements for all categories and every ongoing
 * incident.
 * @throws Problem 404
 */
export async function currentAnnouncements(ctx: Context, slug?: string): Promise<Current> {
  const here = slug === undefined ? undefined : await placesOf(ctx, slug)
  const active = await activeAnnouncements(ctx)
  const rank = (known: Known) => (isPressing(known, ctx.now) ? 0 : 1)
  const onTop = active
    .filter((known) => !isOver(known, ctx.now))
    .filter((known) => isPinned(known, ctx.now) || isPressing(known, ctx.now))
    .filter(({ categoryIds, ...known }) => {
      if (categoryIds.length === 0) return true
      return here ? categoryIds.some((id) => here.has(id)) : known.basis === 'incident'
    })
    .sort((a, b) => rank(a) - rank(b) || a.pinOrder - b.pinOrder)
  const names = await namesFor(ctx)
  return { items: onTop.map(({ words: _words, ...row }) => toRow(ctx, row, names)) }
}

/** Ids of the category, its sub-categories and its parent. */
async function placesOf(ctx: Context, slug: string): Promise<Set<number>> {
  const family = await findCategory(ctx, slug)
  return new Set(
    family.flatMap(({ id, parentId }) => [id, ...(parentId === null ? [] : [parentId])])
  )
}

const matchLimit = 3

type Draft = { title: string; body?: string; categoryId?: number }

/**
 * Current announcements about a draft: ongoing incidents in its category first, then those similar
 * to its title or beginning, most similar first.
 */
export async function matchingAnnouncements(ctx: Context, draft: Draft): Promise<Current> {
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

/** A normal one that asks to be read stands above the pages of those who can confirm it. */
const isBanner = ({ actor, now }: Context, known: Known) =>
  (known.severity !== 'normal' || (asks(known) && actor.id !== 0)) && !isOver(known, now)

/**
 * Banners above pages: current important and critical announcements, planned ones below those that
 * go on, stale ones last. Those that the actor confirmed as read are gone. A maintenance is shown until its end.
 */
export async function bannersFor(ctx: Context) {
  if (await isTooEarly(ctx)) return []
  const [active, names] = await Promise.all([activeAnnouncements(ctx), typeNamesFor(ctx)])
  const own = active.some(asks) ? await ownAcknowledgements(ctx) : new Set<number>()
  const rank = (known: Known) =>
    (isStale(known, ctx.now) ? 4 : 0) +
    (known.severity === 'critical' ? 0 : 2) +
    (shownPhase(known, ctx.now) === 'planned' ? 1 : 0)
  return active
    .filter((known) => isBanner(ctx, known) && !own.has(known.id))
    .sort((a, b) => rank(a) - rank(b))
    .map(({ words: _words, ...row }) => {
      const { id, url, type, typeName, basis, ...rest } = toRow(ctx, row, names)
      const { severity, phase, title, language } = rest
      const staleSince = isStale(row, ctx.now) ? row.changedAt : null
      const { asksAcknowledgement } = row
      const shown = { id, url, type, typeName, basis, severity, phase, title, language }
      return { ...shown, staleSince, asksAcknowledgement }
    })
}

/**
 * Current versions of the announcements linked to a thread or a ticket, as far as the actor may
 * read them.
 */
export async function linkedAnnouncements(ctx: Context, ids: number[]) {
  const [rows, names] = await Promise.all([announcementsById(ctx, ids), typeNamesFor(ctx)])
  return rows.map((row) => toLink(ctx, row, names))
}
