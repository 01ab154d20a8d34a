import { count, isNotNull } from 'drizzle-orm'
import type { z } from 'zod'
import { recordSecurityEvent } from '@stoa/accounts'
import { users } from '@stoa/accounts/tables'
import { emit, invalid, Problem, transaction, type Context, type Locale } from '@stoa/core'
import { settings } from '@stoa/core/schema'
import { languages, locales, missingShare } from '@stoa/messages'
import { siteSettings } from '../schema.ts'
import type { languageChoice, languageList, UnnamedText } from './contract.ts'

declare module '@stoa/core' {
  interface Ports {
    /** How many threads are written in each language. */
    threadsByLanguage(ctx: Context): Promise<ReadonlyMap<string, number>>
    /** What has no text in the forum's default language. */
    unnamedTexts(ctx: Context): Promise<UnnamedText[]>
  }
}

/** Setting that says that an admin has chosen, and not only the first start. */
export const languagesChosen = 'languages_chosen'

type Choice = z.output<typeof languageChoice>

/** Lists all languages that there are, with what a removal would leave behind. */
export async function listLanguages(ctx: Context): Promise<z.infer<typeof languageList>> {
  const { all, default: fallback } = ctx.ports.languages
  const [threads, members] = await Promise.all([
    ctx.ports.threadsByLanguage(ctx),
    membersByLanguage(ctx)
  ])
  const inOrder = [...all, ...locales.filter((code) => !all.includes(code))]
  const items = inOrder.map((code) => ({
    ...{ code, offered: all.includes(code), isDefault: code === fallback },
    ...{ complete: languages[code].complete, missing: missingShare(code) },
    ...{ threads: threads.get(code) ?? 0, members: members.get(code) ?? 0 }
  }))
  return { items, unnamed: await ctx.ports.unnamedTexts(ctx) }
}

async function membersByLanguage({ db }: Context) {
  const rows = await db
    .select({ locale: users.locale, members: count() })
    .from(users)
    .where(isNotNull(users.locale))
    .groupBy(users.locale)
  return new Map(rows.map(({ locale, members }) => [String(locale), members]))
}

/**
 * Chooses the forum's languages and its default. The caller is an admin. Threads in a removed
 * language stay, and its readers get one that they read too, or the default.
 * @throws Problem 422 on `default` if it is not one of the languages; 409 `language_in_use` if one
 * with threads or members is removed and that is not confirmed
 */
export async function chooseLanguages(ctx: Context, choice: Choice): Promise<void> {
  const { languages: chosen, default: fallback, confirmed } = choice
  if (!chosen.includes(fallback)) throw invalid('default', 'field_default_not_offered')
  if (!confirmed) await checkUnused(ctx, chosen)
  await transaction(ctx, async (ctx) => {
    await ctx.db.update(siteSettings).set({ locales: chosen, defaultLocale: fallback })
    await ctx.db
      .insert(settings)
      .values({ name: languagesChosen, value: true, updatedAt: ctx.now })
      .onConflictDoNothing()
    const details = { setting: 'languages', languages: chosen.join(' '), default: fallback }
    await recordSecurityEvent(ctx, 'setting.changed', { details })
    await emit(ctx, 'site.changed', {})
  })
}

async function checkUnused(ctx: Context, chosen: readonly Locale[]) {
  const { items } = await listLanguages(ctx)
  const used = items.find(
    ({ code, offered, threads, members }) =>
      offered && !chosen.includes(code) && threads + members > 0
  )
  if (!used) return
  const { code, threads, members } = used
  throw new Problem(409, 'language_in_use', { language: languages[code].name, threads, members })
}
