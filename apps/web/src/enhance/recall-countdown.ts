/**
 * Counts the seconds in which an answer can be recalled, and disappears with the last. They are the
 * server's, as the agent's clock may be wrong.
 */
class RecallCountdown extends HTMLElement {
  #timer = 0

  connectedCallback() {
    const start = performance.now()
    this.#timer = window.setInterval(() => this.#show((performance.now() - start) / 1000), 250)
  }

  disconnectedCallback() {
    clearInterval(this.#timer)
  }

  #show(passed: number) {
    const { seconds = '0', words = '' } = this.dataset
    const left = Math.ceil(Number(seconds) - passed)
    const line = this.querySelector('[data-left]')
    if (left <= 0) this.remove()
    else if (line) line.textContent = words.replace('#', String(left))
  }
}

customElements.define('recall-countdown', RecallCountdown)
