import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { notFound, type Context } from '@stoa/core'
import { authorColumns, usersAs } from '@stoa/accounts'
import { behindOf } from '@stoa/accounts/approvals'
import { currentSite } from '../current.ts'
import { builtIn, isBuiltIn, shippedTexts, urlOf } from './built-in.ts'
import type { documentSource, documentWork } from './contract.ts'
import { inForceAt, knownVersions, nextAfter } from './known.ts'
import { outsideOf } from './outside.ts'
import { mailingOf } from './mailings.ts'
import { authorize, can } from './policy.ts'
import { needsSecondPerson } from './publish.ts'
import { linksTo } from './links.ts'
import { shownVersion } from './show.ts'
import { documents, documentVersions } from './schema.ts'
import {
  documentEditions,
  newestPublic,
  snapshotOfVersion,
  textsInForce,
  type Version
} from './stored.ts'
import { listed, named, renderDocument } from './texts.ts'

type Source = z.input<typeof documentSource>

const author = usersAs('author')

const waitingRows = ({ db }: Context) => {
  const { slug, material, createdAt, authorId } = documentVersions
  return db
    .select({ slug, material, savedAt: createdAt, author: authorColumns(author) })
    .from(documentVersions)
    .leftJoin(author, eq(author.id, authorId))
    .where(documentEditions.waits)
}

/** Lists all documents with what is in force, next and waiting. @throws Problem 403 */
export async function documentsAtWork(ctx: Context): Promise<z.input<typeof documentWork>> {
  authorize.write(ctx.actor)
  const [all, waiting] = [await knownVersions(ctx), await waitingRows(ctx)]
  const written = await ctx.db.select({ slug: documents.slug }).from(documents)
  const slugs = [...new Set([...builtIn, ...written.map(({ slug }) => slug)])]
  const links = await linksTo(ctx, slugs)
  return {
    items: links.map((link) => {
      const current = inForceAt(all, link.slug, ctx.now)
      const next = nextAfter(all, link.slug, ctx.now)
      const { slug: _, ...waits } = waiting.find(({ slug }) => slug === link.slug) ?? { slug: '' }
      return {
        ...{ ...link, builtIn: isBuiltIn(link.slug) },
        inForce: current ? shownVersion(ctx, current, current) : null,
        next: next ? shownVersion(ctx, next, current) : null,
        waiting: 'savedAt' in waits ? waits : null
      }
    })
  }
}

/**
 * Returns what an admin edits: the version that waits, else the newest public one, else the text
 * that comes with the forum; with what publishing it would show. @throws Problem 403, 404
 */
export async function documentSourceOf(ctx: Context, slug: string): Promise<Source> {
  authorize.write(ctx.actor)
  const waiting = await documentEditions.waiting(ctx, slug)
  const edited = waiting ?? (await newestPublic(ctx, slug))
  if (!edited && !isBuiltIn(slug)) throw notFound()
  const { locales, defaultLocale } = await currentSite(ctx)
  return {
    ...{ slug, url: urlOf(slug), revision: edited?.id ?? 0, ...datesOf(waiting) },
    languages: [defaultLocale, ...locales.filter((one) => one !== defaultLocale)],
    texts: listed(edited?.texts ?? shippedTexts(slug, locales)),
    next: await scheduledOf(ctx, slug),
    waiting: waiting ? await shownWaiting(ctx, waiting) : null,
    mailing: await mailingOf(ctx, slug),
    inForce: snapshotOfVersion({ texts: (await textsInForce(ctx, slug)) ?? {} }, 0)
  }
}

async function scheduledOf(ctx: Context, slug: string) {
  const next = nextAfter(await knownVersions(ctx), slug, ctx.now)
  return next ? shownVersion(ctx, next, undefined) : null
}

const datesOf = (waiting: Version | undefined) => ({
  material: waiting?.material ?? true,
  effectiveAt: waiting?.effectiveAt ?? null,
  shortNoticeReason: waiting?.shortNoticeReason ?? ''
})

async function shownWaiting(ctx: Context, version: Version): Promise<Source['waiting']> {
  const outside = await outsideOf(ctx, version)
  const needs = await needsSecondPerson(ctx, version, outside)
  const { slug, createdAt } = version
  const behind = await behindOf(ctx, version.writerIds)
  const row = (await waitingRows(ctx)).find((one) => one.slug === slug)
  return {
    ...{ savedAt: createdAt, outside, needsSecondPerson: needs, author: row?.author ?? null },
    snapshot: snapshotOfVersion(version, version.id),
    preview: await previewOf(ctx, version),
    can: { publish: can.publish(ctx.actor, { needsSecondPerson: needs, behind }) }
  }
}

async function previewOf(ctx: Context, { texts }: Version) {
  const shown = []
  for (const text of listed(texts)) {
    const filled = await named(ctx, text)
    const { html } = await renderDocument(ctx, filled.body)
    shown.push({ language: filled.language, title: filled.title, html })
  }
  return shown
}
