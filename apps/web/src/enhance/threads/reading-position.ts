import { call } from '../api.ts'
import { debounced } from '../keyboard.ts'
import { numberOf, postsShown } from './posts-shown.ts'

/** Saves the last post that was on screen, so that "first unread" is right on every device. */
class ReadingPosition extends HTMLElement {
  #seen = 0
  #sent = 0
  // Short, so that the list is right when the reader goes back to it.
  #sendSoon = debounced(() => this.#send(), 800)

  connectedCallback() {
    const observer = new IntersectionObserver((entries) => this.#notice(entries), {
      threshold: 0.5
    })
    const observe = () => postsShown().forEach((post) => observer.observe(post))
    observe()
    document.addEventListener('shown', observe)
    document.addEventListener('visibilitychange', () => this.#send())
    window.addEventListener('pagehide', () => this.#send())
  }

  #notice(entries: IntersectionObserverEntry[]) {
    for (const { isIntersecting, target } of entries)
      if (isIntersecting) this.#seen = Math.max(this.#seen, numberOf(target))
    this.#sendSoon()
  }

  #send() {
    if (this.#seen <= this.#sent) return
    this.#sent = this.#seen
    const path = `/threads/${this.dataset.thread}/reading`
    // A failure can be ignored: the next page sends the position again.
    call('PUT', path, { number: this.#seen }).catch(() => undefined)
  }
}

customElements.define('reading-position', ReadingPosition)
