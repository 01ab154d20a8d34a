import { and, asc, eq, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { type Context, guest, type Actor } from '@stoa/core'
import { everyRow, rowBatchSize } from '@stoa/core/data'
import { attemptEach } from '@stoa/core/server'
import { articles, articleSections, articleTranslations, audiences } from '../schema.ts'
import { listedTranslations } from '../visibility.ts'
import { deadLinks, hasAnchor, pageOf } from './dead-links.ts'
import { deleteUnlisted, storeFindings, type Finding } from './findings.ts'
import { linksIn, type LocalLink } from './links.ts'

/**
 * Timed task: checks every public text for links that its readers cannot follow, hosts that are no
 * longer official, pictures without a description, and announcements that are over. Each text is
 * stored in a transaction of its own, and a text that fails does not keep others from being checked.
 * @param ctx whose actor reads everything
 */
export async function checkArticles(ctx: Context): Promise<void> {
  await deleteUnlisted(ctx)
  const texts = everyRow<Text>((last) => textsAfter(ctx, last))
  await attemptEach(texts, async (text) => storeFindings(ctx, text, await findingsIn(ctx, text)))
}

const above = alias(articleSections, 'above')

/** A page of public texts with their readers, by article and language. */
function textsAfter({ db, actor }: Context, last?: { id: number; language: string }) {
  const { articleId: id, language, html, publicRevision: revision } = articleTranslations
  const isAfter = last && sql`(${id}, ${language}) > (${last.id}::bigint, ${last.language})`
  return db
    .select({
      ...{ id, language, html, revision },
      article: { readers: articles.readers, readerGroups: articles.readerGroups },
      section: { readers: articleSections.readers, readerGroups: articleSections.readerGroups },
      parent: { readers: above.readers, readerGroups: above.readerGroups }
    })
    .from(articleTranslations)
    .innerJoin(articles, eq(articles.id, id))
    .leftJoin(articleSections, eq(articleSections.id, articles.sectionId))
    .leftJoin(above, eq(above.id, articleSections.parentId))
    .where(and(listedTranslations(actor), isAfter))
    .orderBy(asc(id), asc(language))
    .limit(rowBatchSize)
}

type Text = Awaited<ReturnType<typeof textsAfter>>[number]

async function findingsIn(ctx: Context, text: Text): Promise<Finding[]> {
  const { local, official, undescribed } = linksIn(text.html, ctx.ports.publicOrigin)
  const elsewhere = local.filter(({ path }) => path !== '')
  const dead = new Set(local.filter(isMissingHere(text.html)))
  const over = new Set<LocalLink>()
  const places = [text.article, text.section, text.parent].filter((place) => place !== null)
  for (const actor of leastReaders(places)) {
    const reading = { ...ctx, actor }
    for (const link of await deadLinks(reading, elsewhere)) dead.add(link)
    const about = await announcementsIn(reading, elsewhere)
    for (const link of about.dead) dead.add(link)
    for (const link of about.over) over.add(link)
  }
  const lost: string[] = []
  for (const url of new Set(official))
    if (!(await ctx.ports.safety.isOfficialLink(ctx, url))) lost.push(url)
  return [
    ...findings(
      'dead_link',
      [...dead].map(({ target }) => target)
    ),
    ...findings(
      'announcement_over',
      [...over].map(({ target }) => target)
    ),
    ...findings('not_official', lost),
    ...findings('undescribed', undescribed)
  ]
}

/** An address is part of a key; its beginning is enough to find it in the text. */
const maxTarget = 500

const findings = (kind: Finding['kind'], targets: readonly string[]): Finding[] =>
  [...new Set(targets.map((target) => target.slice(0, maxTarget)))].map((target) => ({
    kind,
    target
  }))

/** Whether a link leads to a place in its own text that is not there. */
const isMissingHere =
  (html: string) =>
  ({ path, anchor }: LocalLink) =>
    path === '' && !hasAnchor(html, anchor)

async function announcementsIn(ctx: Context, links: readonly LocalLink[]) {
  const about = links.flatMap((link) => {
    const id = pageOf('announcement', link)
    return id === undefined ? [] : [{ link, id: Number(id) }]
  })
  const states = await ctx.ports.announcements.announcementStates(
    ctx,
    about.map(({ id }) => id)
  )
  return {
    dead: about.filter(({ id }) => !states.has(id)).map(({ link }) => link),
    over: about.filter(({ id }) => states.get(id) === true).map(({ link }) => link)
  }
}

type Readers = Pick<typeof articles.$inferSelect, 'readers' | 'readerGroups'>

/**
 * Those who see least among the readers of an article: what one of them does not see, some readers
 * do not.
 * @param places the article, its section and the one above, whose narrowest readers count
 */
function leastReaders(places: readonly Readers[]): Actor[] {
  const [narrowest] = places.toSorted((one, other) => rank(other) - rank(one))
  const member: Actor = { ...guest, role: 'member' }
  const staff: Actor = { ...guest, role: 'staff' }
  switch (narrowest?.readers) {
    case 'staff':
      return [staff]
    case 'groups':
      return narrowest.readerGroups.length > 0
        ? narrowest.readerGroups.map((id) => ({ ...member, groups: [id] }))
        : [staff]
    case 'members':
      return [member]
    default:
      return [guest]
  }
}

const rank = ({ readers }: Readers) => audiences.indexOf(readers)
