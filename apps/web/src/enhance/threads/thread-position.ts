import { numberOf, postsShown } from './posts-shown.ts'

const lineFromTop = 140

/** Shows on the position bar which post is at the top of the window. */
class ThreadPosition extends HTMLElement {
  #queued = false
  readonly #follow = () => {
    if (this.#queued) return
    this.#queued = true
    requestAnimationFrame(() => this.#show())
  }

  connectedCallback() {
    addEventListener('scroll', this.#follow, { passive: true })
    this.#follow()
  }

  disconnectedCallback() {
    removeEventListener('scroll', this.#follow)
  }

  #show() {
    this.#queued = false
    const number = this.#reached()
    const { count = '1', words = '' } = this.dataset
    const here = this.querySelector<HTMLElement>('[data-here]')
    const at = this.querySelector('[data-at]')
    if (!here || !at) return
    here.hidden = false
    here.style.left = `${(100 * (number - 0.5)) / Number(count)}%`
    at.textContent = words.replace('#', String(number))
  }

  #reached(): number {
    const [first, ...others] = postsShown()
    if (!first) return 1
    const above = others.filter((post) => post.getBoundingClientRect().top < lineFromTop)
    return Math.max(...[first, ...above].map(numberOf))
  }
}

customElements.define('thread-position', ThreadPosition)
