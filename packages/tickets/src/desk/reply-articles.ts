import { guest, invalid, type Actor, type Context, type Locale } from '@stoa/core'
import type { TextByLocale } from '@stoa/core/languages'
import { findRecipient } from '@stoa/accounts/recipients'
import { findAsDesk } from '../policy.ts'

/** `{article:how-to-withdraw}`, with the slug or the address of an article. */
const placeholder = /\{article:[ \t]*([^{}\n]{1,300}?)[ \t]*\}/g

/** The articles that a text names, as they are written. */
export const articlesIn = (text: string): string[] =>
  Array.from(text.matchAll(placeholder), ([, name = '']) => name)

/** The text without the placeholders of articles. */
export const withoutArticles = (text: string): string => text.replace(placeholder, '')

/**
 * Checks that readers can open the articles, or what replaced them, that a saved reply names.
 * @throws Problem 422 on the text that names another one
 */
export async function checkArticles(ctx: Context, body: TextByLocale): Promise<void> {
  const texts = Object.entries(body)
  const names = [...new Set(texts.flatMap(([, text]) => articlesIn(text)))]
  if (names.length === 0) return
  const reader = { reader: ctx.actor, locale: ctx.locale }
  const known = await ctx.ports.articles.articlesNamed(ctx, names, reader)
  for (const [language, text] of texts) {
    const name = articlesIn(text).find((one) => !known.has(one))
    if (name !== undefined)
      throw invalid(`body.${language}`, 'field_tickets_reply_article', { name })
  }
}

/** `leftOut`: titles of the articles that the requester may not read. */
type WithArticles = { text: string; leftOut: string[] }

type Requester = { requesterId: number; locale: Locale }

/**
 * Replaces placeholders of articles by their titles and addresses, in the language of the requester.
 * Texts without placeholders cost no statement.
 */
export async function fillArticles(
  ctx: Context,
  texts: readonly string[],
  { requesterId, locale }: Requester
): Promise<WithArticles[]> {
  const names = [...new Set(texts.flatMap(articlesIn))]
  if (names.length === 0) return texts.map((text) => ({ text, leftOut: [] }))
  const reader = await requesterAs(ctx, requesterId)
  const found = await ctx.ports.articles.articlesNamed(ctx, names, { reader, locale })
  const titles = await titlesOf(
    ctx,
    names.filter((name) => !found.has(name))
  )
  return texts.map((text) => ({
    text: filled(text, found),
    leftOut: articlesIn(text).flatMap((name) => titles.get(name) ?? [])
  }))
}

/** How the agent knows articles that are left out: by title, or as they are named. */
async function titlesOf(ctx: Context, names: string[]): Promise<Map<string, string>> {
  if (names.length === 0) return new Map()
  const own = { reader: ctx.actor, locale: ctx.locale }
  const known = await ctx.ports.articles.articlesNamed(ctx, names, own)
  return new Map(names.map((name) => [name, known.get(name)?.title ?? name]))
}

type Found = ReadonlyMap<string, { title: string; url: string }>

/** A line of which nothing but a mark of a list is left is dropped. */
function filled(text: string, found: Found): string {
  const lines = text.split('\n').flatMap((line) => {
    const now = line.replace(placeholder, (_, name: string) => linkTo(found.get(name)))
    return now !== line && /^[\s>]*(?:[-*+]|\d{1,9}[.)])?\s*$/.test(now) ? [] : [now]
  })
  return lines.join('\n')
}

const linkTo = (article: { title: string; url: string } | undefined) =>
  article ? `[${article.title.replace(/[\\[\]]/g, '\\$&')}](${article.url})` : ''

/**
 * Implements the port that says who reads an answer to a ticket.
 * @throws Problem 404 for a ticket that the actor does not answer
 */
export async function requesterAsReader(ctx: Context, number: string): Promise<Actor> {
  const { requesterId } = await findAsDesk(ctx, number)
  return requesterAs(ctx, requesterId)
}

/** A requester as a reader of articles; a guest if nobody can sign in as them. */
const requesterAs = async (ctx: Context, requesterId: number): Promise<Actor> =>
  (await findRecipient(ctx, requesterId))?.actor ?? guest
