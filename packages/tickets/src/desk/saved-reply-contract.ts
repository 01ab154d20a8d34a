import { z } from 'zod'
import { bodyOfText, lineOfText, textByLocale } from '@stoa/core/contract'
import { topic } from '../shapes.ts'

const savedReplyBody = textByLocale(bodyOfText(4000))

export const savedReplyInput = z.object({
  name: lineOfText(80),
  topic: topic.nullable().optional(),
  body: savedReplyBody
})

export const savedReplyList = z.object({
  items: z.array(
    z.object({ id: z.number(), name: z.string(), topic: topic.nullable(), body: savedReplyBody })
  )
})

export const filledSavedReplies = z.object({
  items: z.array(z.object({ id: z.number(), name: z.string(), text: z.string() }))
})

export const createdSavedReply = z.object({ id: z.number() })
