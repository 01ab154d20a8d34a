import { eq, sql } from 'drizzle-orm'
import { LRUCache } from 'lru-cache'
import { namesOfGroups } from '@stoa/accounts/groups'
import type { Context } from '@stoa/core'
import { languageFor, wordsFor } from '@stoa/core/languages'
import type { z } from 'zod'
import { preparedRead, readerValues } from '../prepared.ts'
import { awaitsApproval, type Reader, type CategoryRule, type Readership } from '../visibility.ts'
import { fieldsFor } from '../fields/known-fields.ts'
import { can } from '../policy.ts'
import { categoriesSeen, categoryLink, knownCategories, type KnownCategory } from './categories.ts'
import type { Category } from './contract.ts'
import { categoryFollowings } from './schema.ts'
import type { postAudience } from '../shapes.ts'
import { isNew } from '../posting/prepare-body.ts'

type Level = Category['following']

/**
 * Lists the categories that the actor may know of, in their language. The counts of a parent
 * include its sub-categories.
 */
export async function listCategories(ctx: Context): Promise<CategoryList> {
  const [visible, levels] = await Promise.all([categoriesSeen(ctx), followedLevels(ctx)])
  const kept = keptFor(await knownCategories(ctx))
  const key = JSON.stringify([visible.map(({ id }) => id), levels, readerKind(ctx)])
  const list = kept.get(key) ?? (await listFor(ctx, visible, levels))
  // Names of groups change without their categories.
  if (!visible.some(namesGroups)) kept.set(key, list)
  return list
}

type CategoryList = Readonly<{ items: Category[] }>
const maxKinds = 200

/** Lists by the kind of their reader, until anything else is known of the categories. */
const lists = new WeakMap<readonly KnownCategory[], LRUCache<string, CategoryList>>()

function keptFor(known: readonly KnownCategory[]): LRUCache<string, CategoryList> {
  const kept = lists.get(known) ?? new LRUCache<string, CategoryList>({ max: maxKinds })
  lists.set(known, kept)
  return kept
}

/** All that a list of categories depends on of its reader: what they may do, not who they are. */
function readerKind({ actor, locale, ports }: Context) {
  const { id, username, session, token, facts, timeZone, ...rights } = actor
  return [rights, locale, ports.languages.default]
}

const namesGroups = ({ readerGroups, writerGroups }: KnownCategory) =>
  readerGroups.length > 0 || writerGroups.length > 0

async function listFor(
  ctx: Context,
  visible: KnownCategory[],
  levels: Record<string, Level>
): Promise<CategoryList> {
  const items = visible.map(async (category) => ({
    ...shown(ctx, category, visible, levels),
    groups: await groupsOf(ctx, category)
  }))
  return Object.freeze({ items: await Promise.all(items) })
}

/** The level of each category that the reader follows or has muted, by its id. */
export const followedCategories = ({ id }: Pick<Reader, 'id'>) => sql<Record<string, Level>>`(
  select coalesce(json_object_agg(${categoryFollowings.categoryId}, ${categoryFollowings.level}), '{}')
  from ${categoryFollowings} where ${eq(categoryFollowings.userId, id)})`

const levels = preparedRead((db, reader) =>
  db
    .select({ levels: followedCategories(reader) })
    .from(sql`(select) one`)
    .prepare('followed_categories')
)

/** The level of each category that the actor follows or has muted, by its id. */
export async function followedLevels(ctx: Context): Promise<Record<string, Level>> {
  const { id, facts } = ctx.actor
  if (id === 0) return {}
  if (facts?.followedCategories) return facts.followedCategories
  const [row] = await levels(ctx).execute(readerValues(ctx))
  return row?.levels ?? {}
}

const groupsOf = async (ctx: Context, { readerGroups, writerGroups }: KnownCategory) => ({
  read: await namesOfGroups(ctx, readerGroups),
  write: await namesOfGroups(ctx, writerGroups)
})

function shown(
  ctx: Context,
  category: KnownCategory,
  visible: KnownCategory[],
  levels: Record<string, Level>
): Omit<Category, 'groups'> {
  const { actor } = ctx
  const { id, parentId, rule, readers } = category
  const family = [category, ...visible.filter((other) => other.parentId === id)]
  return {
    ...categoryLink(ctx, category),
    parentId,
    description: wordsFor(ctx, category.description),
    nameLanguage: languageFor(ctx, category.name),
    descriptionLanguage: languageFor(ctx, category.description),
    rule,
    readers,
    archived: category.archivedAt !== null,
    someWrite: category.writerGroups.length > 0,
    threadCount: family.reduce((sum, { threadCount }) => sum + threadCount, 0),
    lastPostAt: latest(family),
    following: levels[id] ?? null,
    audience: audienceOf(ctx, category),
    fields: fieldsFor(ctx, category.fields),
    can: {
      ask: can.createThread(actor, category),
      moderate: can.moderate(actor, { categoryId: id })
    }
  }
}

const latest = (family: KnownCategory[]) =>
  family
    .map(({ lastPostAt }) => lastPostAt)
    .filter((time) => time !== null)
    .sort()
    .at(-1) ?? null

type Rules = {
  id: number
  rule: CategoryRule
  readers: Readership['readers']
  holdFirstPosts: boolean
}

/** Returns who can read what the actor posts in a category. */
export function audienceOf(ctx: Context, category: Rules): z.infer<typeof postAudience> {
  if (category.readers === 'staff') return 'staff'
  if (awaitsApproval(ctx.actor, category)) return 'after_approval'
  return category.holdFirstPosts && isNew(ctx) ? 'after_first_approval' : category.readers
}
