import { z } from 'zod'
import { endpoint, type Context } from '@stoa/core'
import { localeShape, nothing } from '@stoa/core/contract'
import { textFor, wordsFor, type TextByLocale } from '@stoa/core/languages'
import { readSetting } from '@stoa/core/data'
import { applyPack } from './apply-pack.ts'
import { chosenPack, packNames, readPack, type PackName } from './pack.ts'

const name = z.enum(packNames)

const packList = z.object({
  /** The pack that the forum began with. */
  chosen: name.nullable(),
  items: z.array(
    z.object({
      name,
      /** Languages that it is written in. */
      languages: z.array(localeShape),
      /** Language of what follows: the reader's, or the one that it falls back to. */
      language: localeShape,
      /** Names of its topics and categories in the reader's language. */
      topics: z.array(z.string()),
      categories: z.array(z.string()),
      /** How many there are. */
      templates: z.number(),
      replies: z.number()
    })
  )
})

async function listPacks(ctx: Context): Promise<z.infer<typeof packList>> {
  const chosen = await readSetting(ctx, chosenPack)
  return {
    chosen: packNames.find((one) => one === chosen) ?? null,
    items: await Promise.all(packNames.map((one) => shown(ctx, one)))
  }
}

async function shown(ctx: Context, name: PackName) {
  const { words, topics, categories, templates, replies } = await readPack(name)
  const named = (kind: 'topics' | 'categories', keys: string[]) =>
    keys.map((key) => {
      const texts = Object.entries(words).map(([locale, { [kind]: all }]) => {
        const found = all[key]
        return [locale, typeof found === 'object' ? found.name : found]
      })
      return wordsFor(ctx, Object.fromEntries(texts) as TextByLocale)
    })
  return {
    name,
    languages: localeShape.options.filter((locale) => words[locale]),
    language: textFor(ctx, words)?.language ?? ctx.locale,
    topics: named('topics', Object.keys(topics)),
    categories: named('categories', Object.keys(categories)),
    templates: templates.length,
    replies: Object.keys(replies).length
  }
}

/** What a new forum can start with. */
export const packEndpoints = {
  packs: endpoint({
    method: 'GET',
    path: '/admin/packs',
    summary: 'List the packs of topics, categories, templates and saved replies to start with',
    answers: { 200: packList },
    minimumRole: 'admin',
    scope: 'admin',
    handle: listPacks
  }),
  applyPack: endpoint({
    method: 'PUT',
    path: '/admin/packs/chosen',
    summary: 'Start with a pack, in a forum that is not open yet and has no content',
    body: z.object({ name }),
    answers: { 204: nothing },
    minimumRole: 'admin',
    scope: 'admin',
    handle: (ctx, { name }) => applyPack(ctx, name)
  })
}
