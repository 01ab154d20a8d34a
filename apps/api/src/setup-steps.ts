import { and, eq, inArray, isNotNull, isNull, ne, sql } from 'drizzle-orm'
import { z } from 'zod'
import { recordSecurityEvent } from '@stoa/accounts'
import { users } from '@stoa/accounts/tables'
import { conflict, type Context, endpoint, transaction } from '@stoa/core'
import { nothing, timeShape } from '@stoa/core/contract'
import { settings } from '@stoa/core/schema'
import { trustedEntries } from '@stoa/safety/tables'
import { currentSite, openForum } from '@stoa/site'
import { builtIn } from '@stoa/site/documents'
import { languagesChosen } from '@stoa/site/languages'
import { documentVersions, retentionChanges } from '@stoa/site/tables'
import { categories } from '@stoa/threads/tables'
import { createSetupLink, hasAccounts, hasAdmin, hasOpenLink } from '@stoa/accounts/setup'
import { commandLine } from '@stoa/core/release'
import { chosenPack } from './packs/pack.ts'

const step = z.boolean()

const setupShape = z.object({
  /** Null until the forum is opened. */
  openedAt: timeShape.nullable(),
  /** Which steps are done; any can be left for later. */
  done: z.object({
    name: step,
    languages: step,
    pack: step,
    categories: step,
    mail: step,
    official: step,
    colleagues: step,
    documents: step,
    retention: step
  }),
  admins: z.number(),
  /** Documents that still are the texts that come with the forum. */
  templates: z.number()
})

export type Setup = z.infer<typeof setupShape>

type Facts = Omit<Setup['done'], 'name'> & Pick<Setup, 'admins' | 'templates'>

/** Reads in one statement what does not come from the site. */
async function readFacts({ db }: Context): Promise<Facts> {
  const official = and(isNotNull(trustedEntries.officialAt), isNull(trustedEntries.goneAt))
  const written = and(
    isNotNull(documentVersions.publishedAt),
    inArray(documentVersions.slug, [...builtIn])
  )
  const team = and(ne(users.role, 'member'), isNull(users.erasedAt))
  const [row] = await db.execute<Facts>(sql`
    select exists(select from ${categories}) as categories,
      exists(select from ${settings} where ${eq(settings.name, 'mail_works')}) as mail,
      exists(select from ${settings} where ${eq(settings.name, languagesChosen)}) as languages,
      exists(select from ${settings} where ${eq(settings.name, chosenPack)}) as pack,
      exists(select from ${documentVersions} where ${isNotNull(documentVersions.publishedAt)})
        as documents,
      exists(select from ${retentionChanges}) as retention,
      exists(select from ${trustedEntries} where ${official}) as official,
      (select count(*) > 1 from ${users} where ${team}) as colleagues,
      (select count(*)::int from ${users} where ${and(team, eq(users.role, 'admin'))}) as admins,
      ${builtIn.length}::int - (select count(distinct ${documentVersions.slug})::int
        from ${documentVersions} where ${written}) as templates`)
  if (!row) throw new Error('nothing was read')
  return row
}

async function showSetup(ctx: Context): Promise<Setup> {
  const [site, facts] = await Promise.all([currentSite(ctx), readFacts(ctx)])
  // A forum that made its own categories needs no pack.
  const pack = facts.pack || facts.categories
  // The default periods hold from the opening on.
  const retention = facts.retention || site.openedAt !== null
  const { admins, templates, ...done } = { ...facts, pack, retention }
  return { openedAt: site.openedAt, done: { name: site.revision > 0, ...done }, admins, templates }
}

/** @throws Problem 409 `setup_incomplete` without a name, a category or working mail */
async function open(ctx: Context): Promise<void> {
  const { done } = await showSetup(ctx)
  if (!done.name || !done.categories || !done.mail) throw conflict('setup_incomplete')
  await transaction(ctx, async (ctx) => {
    await openForum(ctx)
    await recordSecurityEvent(ctx, 'setting.changed', { details: { setting: 'opened' } })
  })
}

/** What remains of setting up the forum, and its last step. */
export const setupStepsEndpoints = {
  setup: endpoint({
    method: 'GET',
    path: '/admin/setup',
    summary: 'Show which steps of setting up the forum are done',
    answers: { 200: setupShape },
    minimumRole: 'admin',
    scope: 'admin',
    handle: showSetup
  }),
  openForum: endpoint({
    method: 'POST',
    path: '/admin/setup/opening',
    summary: 'Open the forum to readers; official words need a second person from then on',
    answers: { 204: nothing },
    minimumRole: 'admin',
    scope: 'admin',
    handle: open
  })
}

/**
 * Says how to set up a forum that has no admin yet; no line for others. The link is shown once, as
 * only its hash is stored, and never logged. A forum with accounts gets one by the command alone:
 * the output of a server may be read by more people than those who run it.
 */
export async function setupLines(ctx: Context): Promise<string[]> {
  if (await hasAdmin(ctx)) return []
  const isDue = !(await hasOpenLink(ctx)) && !(await hasAccounts(ctx))
  const link = isDue ? await createSetupLink(ctx) : undefined
  return link
    ? ['', 'Set up this forum within 24 hours, with this link. It works once:', `  ${link}`]
    : ['', `No admin has a second factor yet. For a set-up link: ${commandLine} setup-link`]
}
