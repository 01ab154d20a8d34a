import { Problem, type Context } from '@stoa/core'
import { keepInDraft } from '@stoa/threads'
import { saveTypedFacts } from '@stoa/tickets'
import type { KeptForm } from '@stoa/uploads'

/** Stores fields that came with a file: facts of a ticket encrypted, all others in the draft. */
export async function keepForm(ctx: Context, form: Record<string, string>, markdown: string) {
  const text = await keepInDraft(ctx, form, markdown).then(() => ({}), asRefused)
  const facts = await saveTypedFacts(ctx, form).catch(asRefused)
  return { ...facts, ...text }
}

function asRefused(error: unknown): KeptForm {
  if (!(error instanceof Problem) || error.status === 429) throw error
  return { problem: error }
}
