import { z } from 'zod'
import { bodyOfText, filledIn, idShape, localeShape } from '@stoa/core/contract'
import {
  postBody,
  postNumber,
  postState,
  tagsInput,
  threadKind,
  threadState,
  titleInput
} from '../shapes.ts'
import { fieldValues } from '../fields/contract.ts'
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
