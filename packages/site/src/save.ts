import { snapshotOf, emit, invalid, transaction, type Context } from '@stoa/core'
import { attachUploads } from '@stoa/uploads'
import { checkAccent } from './color.ts'
import type { SiteContent } from './content.ts'
import type { SiteInput } from './contract.ts'
import { currentSite } from './current.ts'
import { officialChanges } from './official-words.ts'
import { isOpened } from './opened.ts'
import { contentOf, differing, partsOf, withParts, type Parts } from './parts.ts'
import { checkPictures, picturesIn } from './pictures.ts'
import { authorize } from './policy.ts'
import { siteVersions } from './schema.ts'
import {
  contentIn,
  lockSite,
  lookEditions,
  newestVersion,
  presentVersion,
  recordSiteChange,
  type SiteVersion
} from './versions.ts'

/**
 * Saves a version. What a visitor can follow or write to, and what the organisation is recognised
 * by, waits for a second person once the forum is open; the rest takes effect at once.
 * @param revision of the version that the writer began with: the waiting one, if there is one
 * @throws Problem 403, 409 as `checkRevision`, 422 as `checkAccent` and `checkPictures`, for a
 * missing name, and as `ports.safety.review`
 */
export async function saveSite(
  ctx: Context,
  given: SiteContent,
  revision: number
): Promise<{ waits: boolean }> {
  authorize.change(ctx.actor)
  const content = await checked(ctx, given)
  return transaction(ctx, async (ctx) => {
    await lockSite(ctx)
    const [present, waiting] = [await presentVersion(ctx), await lookEditions.waiting(ctx)]
    const [newest, typed] = [waiting ?? present, snapshotOf(partsOf(content))]
    await lookEditions.checkRead(ctx, { revision: String(revision), newest, typed })
    await keepPictures(ctx, content)
    return keep(ctx, content, { present, waiting })
  })
}

/**
 * Saves what an admin wrote, with the pictures as they are.
 * @throws Problem as `saveSite`
 */
export async function saveWords(ctx: Context, { revision, ...written }: SiteInput) {
  const { pictures } = contentIn(await newestVersion(ctx))
  return saveSite(ctx, { ...written, pictures }, revision)
}

async function checked(ctx: Context, content: SiteContent): Promise<SiteContent> {
  const { defaultLocale } = await currentSite(ctx)
  if (!content.words[defaultLocale]?.name)
    throw invalid(`words.${defaultLocale}.name`, 'site_name_missing')
  const accent = content.accent && checkAccent(content.accent)
  for (const [path, text] of textsOf(content)) await ctx.ports.safety.review(ctx, { path, text })
  return { ...content, accent }
}

/** What was typed, by the path of its field. */
const textsOf = (content: SiteContent): [path: string, text: string][] => [
  ...Object.entries(partsOf(content)).filter(
    ([name]) => !/^(?:pictures|replyTo|footerLinks)/.test(name)
  ),
  ...content.footerLinks.flatMap(({ url, labels }, index) =>
    Object.entries({ url, ...labels }).map(([name, text]): [string, string] => [
      name === 'url' ? `footerLinks.${index}.url` : `footerLinks.${index}.labels.${name}`,
      text
    ])
  )
]

async function keepPictures(ctx: Context, content: SiteContent) {
  const ids = picturesIn(content)
  await attachUploads(ctx, ids, { kind: 'site', id: 1 })
  await checkPictures(ctx, ids)
}

type Before = { present: SiteVersion | undefined; waiting: SiteVersion | undefined }

async function keep(ctx: Context, content: SiteContent, before: Before) {
  const now = partsOf(contentIn(before.present))
  const wanted = partsOf(content)
  const official = (await isOpened(ctx)) ? await officialChanges(ctx, now, wanted) : []
  const immediate = withParts(wanted, now, official)
  await lookEditions.discard(ctx, { discardedById: ctx.actor.id })
  if (differing(now, immediate).length > 0) await apply(ctx, immediate)
  if (official.length > 0) await propose(ctx, wanted, writersOf(ctx, before, wanted, official))
  return { waits: official.length > 0 }
}

async function apply(ctx: Context, parts: Parts) {
  const { id: authorId } = ctx.actor
  await ctx.db.insert(siteVersions).values({
    ...{ content: contentOf(parts), authorId, writerIds: [authorId] },
    ...{ createdAt: ctx.now, appliedAt: ctx.now }
  })
  await recordSiteChange(ctx, 'saved')
  await emit(ctx, 'site.changed', {})
}

async function propose(ctx: Context, parts: Parts, writerIds: number[]) {
  await ctx.db.insert(siteVersions).values({
    ...{ content: contentOf(parts), authorId: ctx.actor.id, writerIds },
    createdAt: ctx.now
  })
  await recordSiteChange(ctx, 'proposed')
  await emit(ctx, 'site.proposed', {})
}

/** Who saves what already waited has not written it. */
function writersOf({ actor }: Context, { waiting }: Before, wanted: Parts, official: string[]) {
  if (!waiting) return [actor.id]
  const waited = partsOf(contentIn(waiting))
  const isSame = official.every((name) => waited[name] === wanted[name])
  return [...new Set([...waiting.writerIds, ...(isSame ? [] : [actor.id])])]
}
