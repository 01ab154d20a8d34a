import { z } from 'zod'
import {
  bodyOfText,
  editedRevision,
  flag,
  idShape,
  lineOfText,
  localeShape,
  snapshotShape,
  textByLocale,
  timeShape,
  wholeNumber
} from '@stoa/core/contract'
import { field } from '../fields/contract.ts'
import { categoryReaders, categoryRule, postAudience } from '../shapes.ts'

const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/)
const translatedName = textByLocale(lineOfText(60))
const translatedText = textByLocale(bodyOfText(300))

const groupIds = z
  .array(idShape)
  .max(20)
  .transform((ids) => [...new Set(ids)])

const categoryFields = z.object({
  slug,
  parentId: idShape.nullable(),
  position: wholeNumber(0, 10_000),
  name: translatedName,
  description: translatedText,
  rule: categoryRule,
  /** Weight of reports that auto-hides a post; 0 never hides. */
  /** New members' posts await approval until one of them was approved. */
  holdFirstPosts: z.boolean(),
  /** Guests see nothing of it. */
  signInRequired: z.boolean(),
  /** Groups whose members alone see it, write in it, moderate it. Empty: no group is needed. */
  readerGroups: groupIds,
  writerGroups: groupIds,
  moderatorGroups: groupIds
})
export const categoryInput = categoryFields.extend({
  parentId: categoryFields.shape.parentId.default(null),
  position: categoryFields.shape.position.default(0),
  rule: categoryRule.default('public'),
  holdFirstPosts: categoryFields.shape.holdFirstPosts.default(false),
  signInRequired: categoryFields.shape.signInRequired.default(false),
  readerGroups: groupIds.default([]),
  writerGroups: groupIds.default([]),
  moderatorGroups: groupIds.default([])
})
// Not `categoryInput.partial()`: defaults would reset what a change leaves out.
export const categoryChange = categoryFields.omit({ slug: true }).partial().extend(editedRevision)

/** The category in the reader's language. */
export const category = z.object({
  id: z.int(),
  slug: z.string(),
  parentId: z.int().nullable(),
  name: z.string(),
  description: z.string(),
  /** Languages of both, which are others than the reader's where theirs has no text. */
  nameLanguage: localeShape,
  descriptionLanguage: localeShape,
  rule: categoryRule,
  readers: categoryReaders,
  archived: z.boolean(),
  /** Names of the groups that read and write in it, as far as the reader may know of them. */
  groups: z.object({ read: z.array(z.string()), write: z.array(z.string()) }),
  /** Whether only some of its readers write in it. */
  someWrite: z.boolean(),
  threadCount: z.int(),
  lastPostAt: timeShape.nullable(),
  following: z.enum(['following', 'muted']).nullable(),
  /** The readers of what the reader posts here. */
  audience: postAudience,
  /** Fields that it asks for in new threads. */
  fields: z.array(field),
  can: z.object({ ask: z.boolean(), moderate: z.boolean() })
})
export const categoryList = z.object({ items: z.array(category) })
/** The category as stored, in every language, for the admin's form. */
export const categorySettings = z.object({
  snapshot: snapshotShape,
  id: z.int(),
  slug: z.string(),
  parentId: z.int().nullable(),
  position: z.number(),
  name: translatedName,
  description: translatedText,
  rule: categoryRule,
  holdFirstPosts: z.boolean(),
  signInRequired: z.boolean(),
  readerGroups: z.array(z.int()),
  writerGroups: z.array(z.int()),
  moderatorGroups: z.array(z.int()),
  /** Groups that moderate it once a second admin agrees, or after a day. */
  waitingModeratorGroups: z.array(z.int()),
  archivedAt: timeShape.nullable()
})
/** It is changed, but a group moderates it only when a second admin agrees or after a day. */
export const waitingCategory = z.object({ waiting: z.literal('moderate') })
export const categoryMergeInput = z.object({ into: idShape })
export const createdCategory = z.object({ id: z.int() })
export const moderatorList = z.object({ items: z.array(z.object({ username: z.string() })) })
export const moderatorInput = z.object({ username: z.string().max(60) })

export type Category = z.infer<typeof category>

export const matchingCategoryQuery = z.object({
  q: z.string().max(100),
  /** Only those in which the reader may begin a thread. */
  ask: flag.optional()
})
export const matchingCategoryList = z.object({
  items: z.array(
    z.object({
      id: z.int(),
      slug: z.string(),
      name: z.string(),
      /** Name of the category that it belongs to. */
      parent: z.string().nullable(),
      audience: postAudience
    })
  )
})
