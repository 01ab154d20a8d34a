import { z } from 'zod'
import { approvalInput, bodyOfText, listOf } from '@stoa/core/contract'
import { flaggedPost, heldEdit, keepReplies, postAwaitingApproval, reason } from '../shapes.ts'

export const hidingInput = z.object({ reason, note: bodyOfText(1000).optional() })

export const postHidingInput = hidingInput.extend({ keepReplies })

export const postsAwaitingList = listOf(postAwaitingApproval)

export const flaggedList = listOf(flaggedPost)

export const flagDecision = approvalInput.extend({ outcome: z.enum(['clear', 'keep']) })

export const editRefusalInput = hidingInput.extend(approvalInput.shape)

export const editsAwaitingList = listOf(heldEdit)
