import { z } from 'zod'
import {
  bodyOfText,
  editedRevision,
  lineOfText,
  localeShape,
  snapshotShape,
  textByLocale
} from '@stoa/core/contract'
import { topic } from '../shapes.ts'

const names = textByLocale(lineOfText(80))
const savedReplyBody = textByLocale(bodyOfText(4000))

export const savedReplyInput = z.object({
  names,
  topic: topic.nullable().optional(),
  body: savedReplyBody
})

export const savedReplyChange = savedReplyInput.extend(editedRevision)

const filled = z.object({
  id: z.int(),
  /** Name in the reader's language, or in the one that it falls back to. */
  name: z.string(),
  language: localeShape,
  text: z.string()
})

export const savedReplyList = z.object({
  items: z.array(
    filled.omit({ text: true }).extend({
      ...{ names, topic: topic.nullable(), body: savedReplyBody },
      snapshot: snapshotShape
    })
  )
})

export const filledSavedReplies = z.object({
  /** Language in which the requester is answered. */
  language: localeShape,
  items: z.array(
    filled.extend({
      /** Titles of articles that the text would name and the requester may not read. */
      leftOut: z.array(z.string())
    })
  )
})

export const createdSavedReply = z.object({ id: z.int() })
