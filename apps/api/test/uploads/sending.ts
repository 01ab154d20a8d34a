import type { Client, TestAnswer } from '../client.ts'

export const sendFile = (client: Client, name: string, bytes: Buffer): Promise<TestAnswer> =>
  sendForm(client, {}, name, bytes)

/** Sends a form: its text fields, followed by the file if there is one. */
export async function sendForm(
  client: Client,
  fields: Record<string, string> | string[][],
  name?: string,
  bytes: Buffer = Buffer.alloc(0),
  url = '/api/v1/uploads'
): Promise<TestAnswer> {
  const form = new FormData()
  const texts = Array.isArray(fields) ? fields : Object.entries(fields)
  for (const [key = '', value = ''] of texts) form.append(key, value)
  if (name !== undefined) form.append('file', new Blob([new Uint8Array(bytes)]), name)
  const encoded = new Response(form)
  const contentType = encoded.headers.get('content-type') ?? ''
  const payload = Buffer.from(await encoded.arrayBuffer())
  return client.inject({
    method: 'POST',
    url,
    headers: { 'content-type': contentType },
    payload
  })
}
