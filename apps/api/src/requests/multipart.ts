import type { MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { type Actor, actorFor, type AnyEndpoint, atLeast, type Context, Problem } from '@stoa/core'
import { keepInDraft } from '@stoa/threads'
import { saveTypedFacts } from '@stoa/tickets'
import type { KeptForm } from '@stoa/uploads'

// Large enough for the longest post, and the limit of memory before the file.
const formLimits = { files: 1, fields: 40, fieldSize: 128 * 1024 }

/**
 * Reads the file of the request. The file of an actor who may not upload is left unread. An
 * endpoint with a body takes that instead of a file, too.
 */
export async function fileOf(request: FastifyRequest, endpoint: AnyEndpoint, actor: Actor) {
  const { fileBytes } = endpoint
  if (fileBytes === undefined || !atLeast(actorFor(endpoint, actor).role, endpoint.minimumRole))
    return undefined
  if (endpoint.body && !request.isMultipart()) return undefined
  // Not an error yet, because the fields beside too large a file are still stored.
  const limits = { ...formLimits, fileSize: fileBytes }
  const part = await request.file({ limits, throwFileSizeLimit: false }).catch(refuseBroken)
  if (!part) return undefined
  const bytes = await part.toBuffer().catch(refuseBroken)
  const tooLarge = part.file.truncated
  const kept = tooLarge ? Buffer.alloc(0) : bytes
  return { name: part.filename, bytes: kept, tooLarge, fields: fieldsOf(part) }
}

/** Errors of the parser have no status: the form names no boundary or ends too early. */
function refuseBroken(error: Error): never {
  const isTold = error instanceof Problem || 'statusCode' in error
  throw isTold ? error : new Problem(400, 'bad_request')
}

/** The text fields before the file; of several with one name, the first that is filled in. */
function fieldsOf({ fields }: MultipartFile): Record<string, string> {
  const texts = Object.entries(fields).flatMap(([name, field]) => {
    const given = [field].flat().flatMap((one) => (one && 'value' in one ? [one.value] : []))
    const values = given.filter((value) => typeof value === 'string')
    return values.length > 0 ? [[name, values.find(Boolean) ?? '']] : []
  })
  return Object.fromEntries(texts) as Record<string, string>
}

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
