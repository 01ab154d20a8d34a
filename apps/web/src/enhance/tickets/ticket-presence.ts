import { call } from '../api.ts'

type Seen = { others: { username: string; writing: boolean }[]; last: number | null }

const every = 8000
const writesFor = 20_000

/**
 * Shows who else has this ticket open, who is writing, and whether there are new messages. The live
 * stream says when to look; without it, a timer does.
 */
class TicketPresence extends HTMLElement {
  #isWriting = false
  #rest = 0

  connectedCallback() {
    const area = this.closest('form')?.querySelector('textarea')
    area?.addEventListener('input', () => this.#recordTyping(area.value))
    document.addEventListener('live', (event) => {
      if ((event as CustomEvent).detail === this.dataset.live) void this.#look()
    })
    window.addEventListener('pagehide', () => this.#leave())
    window.setInterval(() => void this.#look(), every)
    if (area && area.value !== area.defaultValue) this.#recordTyping(area.value)
    else void this.#look()
  }

  get #path() {
    return `/tickets/${this.dataset.number}/presence`
  }

  /** After a pause without typing, colleagues do not see the agent as writing any more. */
  #recordTyping(text: string) {
    clearTimeout(this.#rest)
    this.#write(text.trim() !== '')
    this.#rest = window.setTimeout(() => this.#write(false), writesFor)
  }

  #write(isWriting: boolean) {
    if (isWriting === this.#isWriting) return
    this.#isWriting = isWriting
    void this.#look()
  }

  #leave() {
    call('DELETE', this.#path).catch(() => {})
  }

  async #look() {
    if (document.hidden) return
    // After a failure, nobody is shown until the next look.
    const none: Seen = { others: [], last: null }
    const body = { writing: this.#isWriting }
    this.#show(await call<Seen>('PUT', this.#path, body).catch(() => none))
  }

  #show({ others, last }: Seen) {
    const list = new Intl.ListFormat(document.documentElement.lang, { type: 'conjunction' })
    for (const line of this.querySelectorAll<HTMLElement>('[data-words]')) {
      const isWriters = line.hasAttribute('data-writers')
      const names = others.filter(({ writing }) => writing === isWriters)
      const words = list.format(names.map(({ username }) => username))
      line.hidden = names.length === 0
      line.textContent = (line.dataset.words ?? '').replace('#', () => words)
    }
    const news = this.querySelector<HTMLElement>('[data-news]')
    if (news) news.hidden = (last ?? 0) <= Number(this.dataset.last)
  }
}

customElements.define('ticket-presence', TicketPresence)
