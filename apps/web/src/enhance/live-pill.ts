import { call } from './api.ts'
import { debounced } from './keyboard.ts'

type NewPosts = { items: { id: number }[] }

/** Says that a thread has new replies and leads to the first of them. */
class LivePill extends HTMLElement {
  #source: EventSource | undefined

  connectedCallback() {
    const { thread } = this.dataset
    const look = debounced(() => void this.#look(), 1000)
    this.#source = new EventSource(`/api/v1/live?topics=thread:${thread}`)
    this.#source.addEventListener('message', look)
    // An open stream would keep the page out of the back-forward cache.
    window.addEventListener('pagehide', () => this.#source?.close())
  }

  disconnectedCallback() {
    this.#source?.close()
  }

  async #look() {
    const { thread, after } = this.dataset
    const { items } = await call<NewPosts>('GET', `/threads/${thread}/posts?after=${after}`)
    const [first] = items
    if (first) this.#show(first.id, items.length)
  }

  #show(postId: number, count: number) {
    const { one = '', many = '' } = this.dataset
    const link = document.createElement('a')
    // The post's own address would only move within this page, where the post is not yet.
    link.href = `/p/${postId}`
    link.textContent = count === 1 ? one : many.replace('#', String(count))
    this.replaceChildren(link)
  }
}

customElements.define('live-pill', LivePill)
