import { and, asc, desc, eq, lte } from 'drizzle-orm'
import type { z } from 'zod'
import { locales, type Context, type Locale } from '@stoa/core'
import { authorColumns, usersAs } from '@stoa/accounts'
import { translate } from '@stoa/messages'
import { namesOfTypes } from '../types.ts'
import { authorize } from '../policy.ts'
import { announcementTemplates, templateTypes, type TemplateType } from '../schema.ts'
import type { templateHistory, templateList } from './contract.ts'

/** Type and language of a template. */
export type Place = { type: TemplateType; language: Locale }
export type Words = { title: string; body: string }

/** Returns the template shipped with the forum. */
export const shippedWords = ({ type, language }: Place): Words => ({
  title: translate(`announcements_template_${type}_title`, {}, language),
  body: translate(`announcements_template_${type}_body`, {}, language)
})

const placesIn = (languages: readonly Locale[]): Place[] =>
  templateTypes.flatMap((type) => languages.map((language) => ({ type, language })))

/** All templates in all languages. */
const places = placesIn(locales)

const editor = usersAs('editor')

/**
 * Lists the present version of all templates in the forum's languages. `revision` is 0 if nobody has changed the template.
 * @throws Problem 401, 403 as `rules.announce`
 */
export async function listTemplates(ctx: Context): Promise<z.infer<typeof templateList>> {
  authorize.announce(ctx.actor)
  const [newest, names] = await Promise.all([newestOf(ctx), namesOfTypes(ctx)])
  return {
    items: placesIn(ctx.ports.languages.all).map(({ type, language }) => {
      const saved = newest.find((one) => one.type === type && one.locale === language)
      const shipped = shippedWords({ type, language })
      return {
        ...{ type, language, typeName: names.get(type) ?? type, shipped },
        ...(saved ? wordsOf(saved, shipped) : shipped),
        isShipped: !saved || saved.title === null,
        revision: saved?.number ?? 0,
        changedAt: saved?.createdAt ?? null,
        editor: saved?.editor ?? null
      }
    })
  }
}

const wordsOf = (saved: { title: string | null; body: string | null }, shipped: Words): Words => ({
  title: saved.title ?? shipped.title,
  body: saved.body ?? shipped.body
})

const newestOf = ({ db }: Context) =>
  db
    .selectDistinctOn([announcementTemplates.type, announcementTemplates.locale], columns)
    .from(announcementTemplates)
    .innerJoin(editor, eq(editor.id, announcementTemplates.editorId))
    .orderBy(
      asc(announcementTemplates.type),
      asc(announcementTemplates.locale),
      desc(announcementTemplates.number)
    )

const columns = {
  type: announcementTemplates.type,
  locale: announcementTemplates.locale,
  number: announcementTemplates.number,
  title: announcementTemplates.title,
  body: announcementTemplates.body,
  createdAt: announcementTemplates.createdAt,
  editor: authorColumns(editor)
}

export const isAt = ({ type, language }: Place) =>
  and(eq(announcementTemplates.type, type), eq(announcementTemplates.locale, language))

/**
 * Lists saved versions of a template, newest first, without the shipped one.
 * @throws Problem 401, 403 as `rules.announce`
 */
export async function templateHistoryOf(
  ctx: Context,
  place: Place
): Promise<z.infer<typeof templateHistory>> {
  authorize.announce(ctx.actor)
  const rows = await ctx.db
    .select(columns)
    .from(announcementTemplates)
    .innerJoin(editor, eq(editor.id, announcementTemplates.editorId))
    .where(isAt(place))
    .orderBy(desc(announcementTemplates.number))
    .limit(shown)
  return {
    items: rows.map(({ type: _type, locale: _locale, ...row }) => row)
  }
}

const shown = 50

/** Returns all templates in all languages in their version of a given time. */
export async function templatesAt({ db }: Context, moment: string): Promise<Words[]> {
  const { type, locale, number, title, body, createdAt } = announcementTemplates
  const newest = await db
    .selectDistinctOn([type, locale], { type, locale, title, body })
    .from(announcementTemplates)
    .where(lte(createdAt, moment))
    .orderBy(asc(type), asc(locale), desc(number))
  return places.map((place) => {
    const saved = newest.find((one) => one.type === place.type && one.locale === place.language)
    return saved ? wordsOf(saved, shippedWords(place)) : shippedWords(place)
  })
}
