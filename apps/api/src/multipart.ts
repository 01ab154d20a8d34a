import type { MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { actorFor, atLeast, type Actor, type AnyEndpoint } from '@stoa/core'

// The form of the largest post, and no more memory than that before its file comes.
const formLimits = { files: 1, fields: 20, fieldSize: 128 * 1024 }

/** The file of the request; one from somebody who may not send it is left unread. */
export async function fileOf(request: FastifyRequest, endpoint: AnyEndpoint, actor: Actor) {
  const { fileBytes } = endpoint
  if (fileBytes === undefined || !atLeast(actorFor(endpoint, actor).role, endpoint.minimumRole))
    return undefined
  // What was typed beside too large a file is still worth keeping, so that is no error yet.
  const limits = { ...formLimits, fileSize: fileBytes }
  const part = await request.file({ limits, throwFileSizeLimit: false })
  if (!part) return undefined
  const bytes = await part.toBuffer()
  const tooLarge = part.file.truncated
  const kept = tooLarge ? Buffer.alloc(0) : bytes
  return { name: part.filename, bytes: kept, tooLarge, fields: fieldsOf(part) }
}

/** The text fields that came before the file. */
function fieldsOf({ fields }: MultipartFile): Record<string, string> {
  const texts = Object.entries(fields).flatMap(([name, field]) =>
    field && 'value' in field && typeof field.value === 'string' ? [[name, field.value]] : []
  )
  return Object.fromEntries(texts) as Record<string, string>
}
