import { call } from './api.ts'

type Vote = { voteCount: number; voted: boolean }

/** Votes without reloading the page; if that fails, submits the form as without scripts. */
class VoteButton extends HTMLElement {
  connectedCallback() {
    this.addEventListener('click', (event) => void this.#vote(event))
  }

  async #vote(event: MouseEvent) {
    const button = this.querySelector('button')
    if (!button) return
    event.preventDefault()
    const method = button.ariaPressed === 'true' ? 'DELETE' : 'PUT'
    try {
      this.#show(await call<Vote>(method, `/posts/${this.dataset.post}/vote`), button)
    } catch {
      button.form?.requestSubmit(button)
    }
  }

  #show({ voteCount, voted }: Vote, button: HTMLButtonElement) {
    const count = this.querySelector('[data-count]')
    if (count) count.textContent = String(voteCount || '')
    button.ariaPressed = String(voted)
    button.formAction = voted ? '?/unvote' : '?/vote'
  }
}

customElements.define('vote-button', VoteButton)
