import { z } from 'zod'
import {
  bodyOfText,
  filledIn,
  idShape,
  localeShape,
  authorShape,
  editedRevision,
  lineOfText,
  listOf,
  snapshotShape,
  timeShape
} from '@stoa/core/contract'
import {
  postBody,
  postNumber,
  postState,
  tagsInput,
  threadKind,
  threadState,
  titleInput
} from '../shapes.ts'
import { fieldValues, shownField } from '../fields/contract.ts'
import { askDraftKey } from '../reader/contract.ts'

export const askInput = z.object({
  categoryId: filledIn(idShape),
  kind: threadKind.default('question'),
  title: titleInput,
  body: postBody,
  tags: tagsInput.default([]),
  language: localeShape.optional(),
  /** Answers to the fields of the category. */
  fields: fieldValues.optional(),
  /** Key of the draft that this thread was, which is deleted. */
  draft: askDraftKey.optional()
})

export const createdThread = z.object({
  id: z.int(),
  url: z.string(),
  state: threadState,
  postId: z.int()
})

// Posts

export const replyInput = z.object({
  body: postBody,
  /** Number of the post that this one replies to. */
  replyTo: postNumber.optional()
})

export const createdPost = z.object({
  id: z.int(),
  number: z.int(),
  url: z.string(),
  state: postState
})

export const previewInput = z.object({ body: bodyOfText(20_000) })

export const preview = z.object({ html: z.string() })

export type AskInput = z.infer<typeof askInput>

export type ReplyInput = z.infer<typeof replyInput>

export const editInput = z.object({
  ...editedRevision,
  body: postBody,
  reason: lineOfText(200).optional(),
  /** Of a first post: its answers to the fields of its category. Left out, they stay. */
  fields: fieldValues.optional()
})

/** The Markdown source, for the edit form and for quotes. */
export const postSource = z.object({
  id: z.int(),
  threadId: z.int(),
  number: z.int(),
  body: z.string(),
  title: z.string().nullable(),
  /** The author's edit that awaits approval. */
  awaitingBody: z.string().nullable(),
  /** Its answers, or for the author those of the edit that awaits approval. */
  fields: fieldValues,
  /** The lines that a reply quotes: the first three lines, as everybody may read them. */
  quotable: z.string(),
  /** Snapshot that an approval has to name. */
  snapshot: snapshotShape,
  /** The content that `PATCH /posts/:id` changes: the edit that awaits approval, else the text. */
  editSnapshot: snapshotShape,
  /** Of a first post: what `PATCH /threads/:id` changes. */
  threadSnapshot: snapshotShape.nullable()
})

export const editAnswer = z.object({ awaitingApproval: z.boolean() })

export const redactionInput = z.object({ text: bodyOfText(2000) })

export const revision = z.object({
  number: z.int(),
  title: z.string().nullable(),
  body: z.string(),
  fields: z.array(shownField),
  editor: authorShape,
  reason: z.string().nullable(),
  createdAt: timeShape
})

/** Oldest first; the last one is the current text. */
export const revisionList = z.object({
  items: z.array(revision),
  /** Time of the last redaction in this post, its quotes included. */
  redactedAt: timeShape.nullable()
})

export const voteAnswer = z.object({ voteCount: z.int(), voted: z.boolean() })

export const usernameParams = z.object({ username: z.string().max(60) })

/** A public post in a list on its author's profile. */
export const contribution = z.object({
  postId: z.int(),
  number: z.int(),
  url: z.string(),
  title: z.string(),
  language: localeShape,
  excerpt: z.string(),
  textLanguage: localeShape,
  accepted: z.boolean(),
  voteCount: z.int(),
  createdAt: timeShape
})

export const contributionList = listOf(contribution)
