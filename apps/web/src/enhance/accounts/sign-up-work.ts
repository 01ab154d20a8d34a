import { call } from '../api.ts'

type Work = { salt: string; challenge: string; bound: number; signature: string }

const batchSize = 250

/**
 * Solves a proof of work while the sign-up form is filled in, on networks with many new accounts.
 * Without it, the server mails later.
 */
class SignUpWork extends HTMLElement {
  #done: Promise<void> | undefined
  #isReady = false

  connectedCallback() {
    const form = this.closest('form')
    form?.addEventListener('focusin', () => void this.#begin())
    form?.addEventListener('submit', (event) => {
      if (this.#isReady) return
      event.preventDefault()
      void this.#begin().then(() => form.requestSubmit(event.submitter))
    })
  }

  #begin() {
    this.#done ??= this.#work()
      .catch(() => {})
      .then(() => void (this.#isReady = true))
    return this.#done
  }

  async #work() {
    const { work } = await call<{ work: Work | null }>('GET', '/accounts/work')
    const field = this.querySelector('input')
    if (work && field) field.value = `${work.salt}.${await solve(work)}.${work.signature}`
  }
}

/** Finds the number whose hash is the challenge. */
async function solve({ salt, challenge, bound }: Work): Promise<number> {
  for (let from = 0; from < bound; from += batchSize) {
    const numbers = Array.from({ length: batchSize }, (_, step) => from + step)
    const hashes = await Promise.all(numbers.map((number) => sha256(`${salt}.${number}`)))
    const found = hashes.indexOf(challenge)
    if (found >= 0) return from + found
  }
  throw new Error('There is no such number.')
}

const encoder = new TextEncoder()

async function sha256(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', encoder.encode(text)))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

customElements.define('sign-up-work', SignUpWork)
