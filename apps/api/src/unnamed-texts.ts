import { announcementsEndpoints } from '@stoa/announcements'
import type { Context, Locale } from '@stoa/core'
import { wordsFor, type TextByLocale } from '@stoa/core/languages'
import { titlesByLanguage } from '@stoa/site/documents'
import type { UnnamedText } from '@stoa/site/languages'
import { knownCategories } from '@stoa/threads'
import { ticketsEndpoints } from '@stoa/tickets'

type Named = { kind: UnnamedText['kind']; key: string | number; texts: TextByLocale; name?: string }

/**
 * Lists what has no text in the forum's default language, which others fall back to. The caller is
 * an admin.
 */
export async function unnamedTexts(ctx: Context): Promise<UnnamedText[]> {
  const { default: language } = ctx.ports.languages
  const all = await namedTexts(ctx)
  return all
    .filter(({ texts }) => !texts[language])
    .map(({ kind, key, texts, name = wordsFor(ctx, texts) }) => ({ kind, key: String(key), name }))
}

async function namedTexts(ctx: Context): Promise<Named[]> {
  const [categories, types, services, topics, replies, documents] = await Promise.all([
    knownCategories(ctx),
    listed(announcementsEndpoints.types.handle(ctx, {})),
    listed(announcementsEndpoints.services.handle(ctx, {})),
    listed(ticketsEndpoints.topics.handle(ctx, {})),
    listed(ticketsEndpoints.savedReplies.handle(ctx, {})),
    titlesByLanguage(ctx)
  ])
  return [
    ...categories.map(({ id, name }) => ({ kind: 'category' as const, key: id, texts: name })),
    // Built-in types are named by the messages.
    ...types
      .filter(({ builtIn }) => !builtIn)
      .map(({ key, names }) => ({ kind: 'announcement_type' as const, key, texts: names })),
    ...services.map(({ key, names }) => ({ kind: 'service' as const, key, texts: names })),
    ...topics.map(({ key, names }) => ({ kind: 'desk_topic' as const, key, texts: names })),
    ...replies.map(({ id, name, names, body }) => ({
      ...{ kind: 'saved_reply' as const, key: id, texts: commonTo(names, body), name }
    })),
    ...documents.map(({ slug, titles }) => ({
      ...{ kind: 'document' as const, key: slug, texts: titles }
    }))
  ]
}

/** The names in languages that also have a text. */
const commonTo = (names: TextByLocale, texts: TextByLocale): TextByLocale =>
  Object.fromEntries(Object.entries(names).filter(([language]) => texts[language as Locale]))

/** The items of an endpoint's answer. */
async function listed<T>(answer: Promise<{ items: T[] } | object>): Promise<T[]> {
  const found = await answer
  return 'items' in found ? found.items : []
}
