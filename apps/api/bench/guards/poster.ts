/** Posts a text. Returns the status and the milliseconds. */
export type Post = (body: string) => Promise<{ status: number; ms: number }>

/** Requests previews of a text as a post. */
export function createPreviewer(origin: string, cookies: string[]): Post {
  let turn = 0
  return async (body) => {
    const cookie = cookies[(turn += 1) % cookies.length] ?? ''
    const begun = performance.now()
    const answer = await fetch(`${origin}/api/v1/previews`, {
      method: 'POST',
      headers: { cookie, origin, 'content-type': 'application/json' },
      body: JSON.stringify({ body })
    })
    await answer.text()
    return { status: answer.status, ms: performance.now() - begun }
  }
}

/** Replies in one thread, each time as another member. */
export function createPoster(origin: string, cookies: string[]): Post {
  let turn = 0
  const send = (path: string, body: object) =>
    fetch(`${origin}/api/v1${path}`, {
      method: 'POST',
      headers: {
        cookie: cookies[(turn += 1) % cookies.length] ?? '',
        origin,
        'content-type': 'application/json'
      },
      body: JSON.stringify(body)
    })
  const title = 'A thread that many answer'
  const thread = send('/threads', { categoryId: 1, kind: 'discussion', title, body: title })
    .then((answer) => answer.json())
    .then(({ id }: { id: number }) => `/threads/${id}/posts`)
  return async (body) => {
    const path = await thread
    const begun = performance.now()
    const answer = await send(path, { body })
    await answer.text()
    return { status: answer.status, ms: performance.now() - begun }
  }
}
