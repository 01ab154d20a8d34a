import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Context, Locale } from '@stoa/core'
import type { TextByLocale } from '@stoa/core/languages'
import { locales } from '@stoa/messages'
import { readSetting } from '@stoa/core/data'
import { packFolder } from '../pack-folder.ts'

/** What a new forum can start with. Each is a folder of `apps/api/packs`. */
export const packNames = ['exchange', 'bank', 'game', 'software', 'blank'] as const
export type PackName = (typeof packNames)[number]

/** Setting that says which pack the forum began with. */
export const chosenPack = 'pack'

const keyed = <T extends z.ZodType>(shape: T) => z.record(z.string(), shape)
const text = z.string().trim().min(1)

const packShape = z.strictObject({
  /** Facts that each topic asks for, in order; `!` means that it must be given. */
  topics: keyed(z.array(z.string())),
  /** Topics about which people send identity documents, so that details are kept for a shorter time. */
  identityDocuments: z.array(z.string()).default([]),
  /** Who can write in each category, by its slug. */
  categories: keyed(z.enum(['public', 'read_only'])),
  templates: z.array(z.string()),
  /** The topic of each saved reply; null for all topics. */
  replies: keyed(z.string().nullable())
})

const wordsShape = z.strictObject({
  topics: keyed(text),
  categories: keyed(z.strictObject({ name: text, description: text })),
  templates: keyed(z.strictObject({ title: text, body: text })),
  replies: keyed(z.strictObject({ name: text, body: text }))
})

export type PackWords = z.infer<typeof wordsShape>

/** A pack and its words in each language that it has. */
export type Pack = z.infer<typeof packShape> & { words: TextByLocale<PackWords> }

const read = (path: string) => readFileSync(new URL(path, packFolder), 'utf8')

/** Words that the search of such a forum relates, as staff edit them. */
export const readRelatedWords = (name: PackName): string => read(`${name}/related-words.txt`)

const has = (name: PackName) => (locale: Locale) =>
  existsSync(new URL(`${name}/${locale}.yaml`, packFolder))

/** Reads a pack and validates its files, because they are edited by hand. */
export async function readPack(name: PackName): Promise<Pack> {
  // Loaded here, as only a new forum needs it.
  const { parse } = await import('yaml')
  const words = locales
    .filter(has(name))
    .map((locale) => [locale, wordsShape.parse(parse(read(`${name}/${locale}.yaml`)))] as const)
  return { ...packShape.parse(parse(read(`${name}/pack.yaml`))), words: Object.fromEntries(words) }
}

/** Implements the port: of a forum that chose no pack, as the demo, the words of an exchange. */
export async function relatedWordsOfField(ctx: Context): Promise<string> {
  const chosen = await readSetting(ctx, chosenPack)
  return readRelatedWords(packNames.find((one) => one === chosen) ?? 'exchange')
}
