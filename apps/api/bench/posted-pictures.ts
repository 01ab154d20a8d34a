import type { PageScene } from './measurements.ts'

export type Posted = {
  /** Path of the thread. */
  thread: string
  /** Paths of the uploaded files, in order. */
  files: string[]
}

type File = { name: string; bytes: Buffer }

/** Uploads images as a member and shows them in a new thread. */
export async function postPictures(
  { origin, sessionIds }: PageScene,
  images: File[]
): Promise<Posted> {
  const headers = { origin, cookie: `stoa_session=${sessionIds[0]}` }
  const files: { url: string; markdown: string }[] = []
  for (const { name, bytes } of images) {
    const body = new FormData()
    body.append('file', new Blob([new Uint8Array(bytes)]), name)
    files.push(await created(`${origin}/api/v1/uploads`, { headers, body }))
  }
  const body = JSON.stringify({
    categoryId: 1,
    title: 'What the withdrawal page showed to me, step by step',
    body: files.map(({ markdown }, at) => `Step ${at + 1}:\n\n${markdown}`).join('\n\n'),
    language: 'en'
  })
  const json = { ...headers, 'content-type': 'application/json' }
  const { id } = await created<{ id: number }>(`${origin}/api/v1/threads`, { headers: json, body })
  return { thread: `/t/${id}`, files: files.map(({ url }) => url) }
}

async function created<T>(url: string, request: RequestInit): Promise<T> {
  const answer = await fetch(url, { method: 'POST', ...request })
  if (answer.status !== 201) throw new Error(`${url}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as T
}
