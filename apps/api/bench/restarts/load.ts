import { randomInt, randomUUID } from 'node:crypto'
import { createReplies, randomNumbers } from '../texts.ts'

/** One answer: time of the request and duration in milliseconds; status 0 if there was none. */
export type Answered = { at: number; ms: number; status: number; headers: Headers; text: string }

export type Watch = {
  answers: Answered[]
  /** Resolves when no request is in flight. None is sent until `goOn`. */
  pause(): Promise<void>
  goOn(): void
  stop(): Promise<void>
}

/** Requests a path repeatedly, with a pause after each answer, until it is stopped. */
export function watch(origin: string, paths: () => string, pause: number, language = 'en'): Watch {
  return repeat(pause, (answers) =>
    ask(`${origin}${paths()}`, { headers: anybody(language) }, answers)
  )
}

/** Headers of a guest with a random address, so that no limit applies. */
const anybody = (language: string) => ({
  'accept-language': language,
  'x-forwarded-for': `10.${[1, 2, 3].map(() => randomInt(256)).join('.')}`,
  accept: 'text/html'
})

/** The keys of a member's acknowledged replies. Each begins the text of its reply. */
export type Posting = Watch & { acknowledged: string[] }

/**
 * Replies repeatedly. A reply that is not acknowledged is sent again with the same Idempotency-Key.
 */
export function post(
  origin: string,
  threadId: number,
  cookie: string,
  seed: number,
  pause = 30
): Posting {
  const text = createReplies(randomNumbers(seed))
  const acknowledged: string[] = []
  let key = newKey()
  let words = text()
  const posting = repeat(pause, async (answers) => {
    const answer = await ask(
      `${origin}/api/v1/threads/${threadId}/posts`,
      {
        method: 'POST',
        headers: { cookie, origin, 'content-type': 'application/json', 'idempotency-key': key },
        body: JSON.stringify({ body: `${key}: ${words}` })
      },
      answers
    )
    if (answer.status !== 201) return
    acknowledged.push(key)
    key = newKey()
    words = text()
  })
  return Object.assign(posting, { acknowledged })
}

/** A key without digits: one in some thousands would be taken for a phone number, and refused. */
const newKey = () => randomUUID().replaceAll(/\d/g, (digit) => 'ghijklmnop'[Number(digit)] ?? '')

function repeat(pause: number, once: (answers: Answered[]) => Promise<unknown>): Watch {
  const answers: Answered[] = []
  let [running, turn]: [boolean, Promise<unknown>] = [true, Promise.resolve()]
  const step = async () => {
    if (!running) return
    await once(answers)
    timer = setTimeout(() => void (turn = step()), pause)
  }
  let timer = setTimeout(() => void (turn = step()), 0)
  const halt = async () => {
    running = false
    await turn
    clearTimeout(timer)
  }
  const goOn = () => {
    running = true
    turn = step()
  }
  return { answers, pause: halt, goOn, stop: halt }
}

async function ask(url: string, init: RequestInit, answers: Answered[]): Promise<Answered> {
  const at = performance.now()
  const given = await fetch(url, { redirect: 'manual', ...init }).then(
    async (answer) => ({
      status: answer.status,
      headers: answer.headers,
      text: await answer.text()
    }),
    () => ({ status: 0, headers: new Headers(), text: '' })
  )
  const answered = { at, ms: performance.now() - at, ...given }
  answers.push(answered)
  return answered
}
