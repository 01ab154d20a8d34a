import { eq } from 'drizzle-orm'
import { announcementsEndpoints } from '@stoa/announcements'
import { templateParams } from '@stoa/announcements/contract'
import { recordSecurityEvent } from '@stoa/accounts'
import {
  conflict,
  emit,
  transaction,
  withoutIdempotencyKey,
  type Context,
  type Locale
} from '@stoa/core'
import type { TextByLocale } from '@stoa/core/languages'
import { settings } from '@stoa/core/schema'
import { languages } from '@stoa/messages'
import { currentSite } from '@stoa/site'
import { threadsEndpoints } from '@stoa/threads'
import { categoryInput } from '@stoa/threads/contract'
import { categories } from '@stoa/threads/tables'
import { hasOwnDesk, invalidateTopics, replaceSeededTopics, ticketsEndpoints } from '@stoa/tickets'
import { topicInput } from '@stoa/tickets/contract'
import { chosenPack, readPack, type Pack, type PackName, type PackWords } from './pack.ts'

const { createCategory } = threadsEndpoints
const { addSavedReply } = ticketsEndpoints
const { saveTemplate } = announcementsEndpoints

/**
 * Gives a forum that is not open yet the topics, categories, templates and saved replies of a pack,
 * in its own languages. A repeat changes nothing. The caller is an admin.
 * @throws Problem 409 `pack_too_late` if the forum is open, `pack_content_exists` if it has
 * categories or its desk was changed, `pack_not_in_language` if the pack lacks the default language
 */
export async function applyPack(given: Context, name: PackName): Promise<void> {
  const pack = await readPack(name)
  const { default: fallback } = given.ports.languages
  if (!pack.words[fallback])
    throw conflict('pack_not_in_language', { language: languages[fallback].name })
  await transaction(given, async (inside) => {
    const ctx = withoutIdempotencyKey(inside)
    if ((await lockChoice(ctx)) === name) return
    await checkNew(ctx)
    await write(ctx, pack)
    const values = { value: name, updatedAt: ctx.now }
    await ctx.db.update(settings).set(values).where(eq(settings.name, chosenPack))
    await recordSecurityEvent(ctx, 'setting.changed', { details: { setting: 'pack', key: name } })
    await emit(ctx, 'search.words_changed', {})
    // If it is rolled back, what was read in it is forgotten.
  }).finally(() => invalidateTopics(given.ports))
}

/** Returns the pack that was chosen before. Another choice waits until this one is committed. */
async function lockChoice({ db, now }: Context): Promise<unknown> {
  const row = { name: chosenPack, value: '', updatedAt: now }
  await db.insert(settings).values(row).onConflictDoNothing()
  const isIt = eq(settings.name, chosenPack)
  const [stored] = await db.select().from(settings).where(isIt).for('update')
  return stored?.value
}

async function checkNew(ctx: Context) {
  if ((await currentSite(ctx)).openedAt !== null) throw conflict('pack_too_late')
  const [category] = await ctx.db.select({ id: categories.id }).from(categories).limit(1)
  if (category || (await hasOwnDesk(ctx))) throw conflict('pack_content_exists')
}

async function write(ctx: Context, pack: Pack) {
  const texts = textsOf(pack, ctx.ports.languages.all)
  await replaceSeededTopics(ctx, topicsOf(pack, texts))
  for (const [index, [slug, rule]] of Object.entries(pack.categories).entries())
    await createCategory.handle(
      ctx,
      categoryInput.parse({
        ...{ slug, rule, position: (index + 1) * 10 },
        name: texts((words) => words.categories[slug]?.name),
        description: texts((words) => words.categories[slug]?.description)
      })
    )
  await writeReplies(ctx, pack, texts)
  await writeTemplates(ctx, pack)
}

type Texts = (text: (words: PackWords) => string | undefined) => TextByLocale

/** Finds a text in each of the forum's languages that the pack has. */
const textsOf =
  ({ words }: Pack, forum: readonly Locale[]): Texts =>
  (text) =>
    Object.fromEntries(
      forum.flatMap((locale) => (words[locale] ? [[locale, text(words[locale])]] : []))
    )

const topicsOf = ({ topics, identityDocuments }: Pack, texts: Texts) =>
  Object.entries(topics).map(([key, facts]) => ({
    ...topicInput.parse({
      names: texts((words) => words.topics[key]),
      identityDocuments: identityDocuments.includes(key),
      form: facts.map((fact) => ({ key: fact.replace('!', ''), required: fact.endsWith('!') }))
    }),
    key
  }))

async function writeReplies(ctx: Context, { replies }: Pack, texts: Texts) {
  for (const [key, topic] of Object.entries(replies))
    await addSavedReply.handle(ctx, {
      names: texts((words) => words.replies[key]?.name),
      topic,
      body: texts((words) => words.replies[key]?.body)
    })
}

async function writeTemplates(ctx: Context, { templates, words }: Pack) {
  for (const template of templates)
    for (const language of ctx.ports.languages.all) {
      const text = words[language]?.templates[template]
      if (!text) continue
      const place = templateParams.parse({ type: template, language })
      await saveTemplate.handle(ctx, { ...place, ...text, revision: 0 })
    }
}
