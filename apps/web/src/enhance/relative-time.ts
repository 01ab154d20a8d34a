import { exactTime, relativeTime } from '../lib/format.ts'

/** Keeps "3 minutes ago" current; a tap or keyboard focus shows the exact time. */
class RelativeTime extends HTMLElement {
  #timer = 0
  #exact = false
  // The server's text for the first minute.
  #justNow = ''

  get time() {
    return this.querySelector('time')
  }

  connectedCallback() {
    this.#justNow = this.time?.textContent ?? ''
    this.#timer = window.setInterval(() => this.#show(), 60_000)
    this.#show()
    this.addEventListener('click', () => this.#toggle(!this.#exact))
    const link = this.closest('a')
    link?.addEventListener('focus', () => this.#toggle(link.matches(':focus-visible')))
    link?.addEventListener('blur', () => this.#toggle(false))
  }

  disconnectedCallback() {
    clearInterval(this.#timer)
  }

  #toggle(exact: boolean) {
    this.#exact = exact
    this.#show()
  }

  #show() {
    const { time } = this
    if (!time) return
    const { lang } = document.documentElement
    const relative = relativeTime(time.dateTime, lang) ?? this.#justNow
    const words = this.#exact ? exactTime(time.dateTime, lang) : relative
    if (time.textContent !== words) time.textContent = words
  }
}

customElements.define('relative-time', RelativeTime)
