import { call } from './api.ts'
import { debounced } from './keyboard.ts'

type NewPosts = { items: { id: number }[] }

/** Shows that a thread has new replies and links to the first of them. */
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
    // Not `#p…`: the browser would look for the post on this page, which does not contain it yet.
    link.href = `/p/${postId}`
    link.textContent = count === 1 ? one : many.replace('#', String(count))
    this.replaceChildren(link)
  }
}

customElements.define('live-pill', LivePill)
