import { z } from 'zod'
import {
  editedRevision,
  idShape,
  lineOfText,
  localeShape,
  momentInput,
  revisionShape,
  timeInput,
  usernameShape
} from '@stoa/core/contract'
import {
  articleBody,
  audience,
  kind,
  readerGroups,
  slugShape,
  state,
  summaryInput,
  tagsInput,
  titleInput,
  translationParams
} from '../shapes.ts'

/** As large as its column. */
const versionNumber = z.number().int().positive().max(2_147_483_647)

/** What one version says. Without a slug it is made of the title. */
export const versionInput = z.object({
  title: titleInput,
  slug: slugShape.optional(),
  summary: summaryInput,
  body: articleBody
})

/** Where an article stands, for whom, and who keeps it. */
const settingsInput = z.object({
  kind,
  /** Id; null for an article outside the help centre. */
  section: idShape.nullable(),
  /** Id; it becomes the last part. Null for none. */
  series: idShape.nullable(),
  tags: tagsInput,
  readers: audience,
  readerGroups,
  /** Username. Default: who creates it. */
  author: usernameShape.optional(),
  owner: usernameShape.optional(),
  /** When its owner has to check it. */
  freshUntil: timeInput.nullable()
})

export const articleInput = versionInput.extend({
  language: localeShape,
  kind,
  section: settingsInput.shape.section.default(null),
  series: settingsInput.shape.series.default(null),
  tags: tagsInput.default([]),
  readers: audience.default('everyone'),
  readerGroups: readerGroups.default([]),
  author: settingsInput.shape.author,
  owner: settingsInput.shape.owner,
  freshUntil: settingsInput.shape.freshUntil.default(null)
})

export const settingsChange = settingsInput.partial().extend(editedRevision)

export const versionChange = versionInput.extend({
  /** Number of the version that was changed; 0 for a new translation. */
  revision: revisionShape,
  /** What has changed, for readers. */
  note: lineOfText(200).optional(),
  /**
   * Number of the original's version that was translated. Default: what it
   * translated before, or the public one.
   */
  basedOn: versionNumber.optional()
})

export const previewInput = z.object({ body: articleBody, language: localeShape.optional() })

export const preview = z.object({ html: z.string() })

export const publicationInput = z.object({
  revision: revisionShape,
  /** Default: at once. A time without an offset is in the actor's time zone, else in UTC. */
  publishAt: momentInput.nullish()
})

export const restorationInput = z.object({
  /** Number of the version to restore, and of the newest that was seen. */
  number: versionNumber,
  revision: revisionShape
})

/** Why a version is withdrawn, for those who publish. */
export const withdrawalInput = z.object({ reason: lineOfText(200) })

export const versionParams = translationParams.extend({
  number: z.coerce.number().pipe(versionNumber)
})

export const savedArticle = z.object({
  id: z.int(),
  language: localeShape,
  slug: z.string(),
  url: z.string(),
  revision: z.number(),
  state
})

/** `awaiting`: it is shown once a second person has approved it. */
export const publicationAnswer = z.object({ state })

export type VersionInput = z.output<typeof versionInput>
export type ArticleInput = z.output<typeof articleInput>
export type SettingsChange = z.output<typeof settingsChange>
export type VersionChange = z.output<typeof versionChange>
export type SavedArticle = z.infer<typeof savedArticle>
