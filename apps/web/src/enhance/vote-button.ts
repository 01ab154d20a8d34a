import { call } from './api.ts'

type Vote = { voteCount: number; voted: boolean }

/** Votes without leaving the place; when that fails, the form is sent as without scripts. */
class VoteButton extends HTMLElement {
  connectedCallback() {
    this.closest('form')?.addEventListener('submit', (event) => void this.#vote(event))
  }

  async #vote(event: SubmitEvent) {
    event.preventDefault()
    const form = event.target as HTMLFormElement
    const method = this.#button?.ariaPressed === 'true' ? 'DELETE' : 'POST'
    try {
      this.#show(await call<Vote>(method, `/posts/${this.dataset.post}/vote`), form)
    } catch {
      form.submit()
    }
  }

  get #button() {
    return this.querySelector('button')
  }

  #show({ voteCount, voted }: Vote, form: HTMLFormElement) {
    const count = this.querySelector('[data-count]')
    if (count) count.textContent = String(voteCount || '')
    this.#button?.setAttribute('aria-pressed', String(voted))
    form.setAttribute('action', voted ? '?/unvote' : '?/vote')
  }
}

customElements.define('vote-button', VoteButton)
