import { z } from 'zod'
import {
  approvalInput,
  editedRevision,
  idShape,
  snapshotShape,
  textByLocale
} from '@stoa/core/contract'
import { announcementPhase, bodies, outside } from '../shapes.ts'

export const updateInput = z.object({ phase: announcementPhase, translations: bodies })

/** `id` is null if the update leads out of the organisation and waits for a second person. */
export const createdUpdate = z.object({ id: z.int().nullable(), outside })

export const updateParams = z.object({ id: idShape, updateId: idShape })

export const updateWording = z.object({ translations: bodies, ...editedRevision })

/** `pending`: the wording leads out of the organisation and waits for a second person. */
export const wordingAnswer = z.object({ pending: z.boolean(), outside })

/** `despite`: id of the newer update that the approver knows to be undone. */
export const proposalApproval = approvalInput.extend({ despite: idShape.optional() })

export const proposalParams = z.object({ id: idShape, proposalId: idShape })

export const updateSource = z.object({
  id: z.int(),
  phase: announcementPhase,
  bodies: textByLocale(z.string()),
  snapshot: snapshotShape
})
