import { z } from 'zod'
import { cursorShape, flag, idShape, listOf } from '@stoa/core/contract'
import { messageBody, ticketRow } from '../shapes.ts'

export const reopeningInput = z.object({ body: messageBody })

export const ticketQuery = z.object({
  thread: idShape.optional(),
  open: flag.optional(),
  cursor: cursorShape.optional()
})

export const ticketList = listOf(ticketRow)
