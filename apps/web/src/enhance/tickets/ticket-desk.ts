import '../composer/article-link.ts'
import './instant-choices.ts'
import '../queue/row-shortcuts.ts'
import './ticket-composer.ts'
import './ticket-presence.ts'

// What the page of a ticket at the desk needs.

/**
 * On a page that is one form, Enter would press the first button of the page; here it presses the
 * button beside the field.
 */
class EnterPresses extends HTMLElement {
  connectedCallback() {
    this.addEventListener('keydown', (event) => {
      const { key, isComposing, target } = event
      if (key !== 'Enter' || isComposing || !(target instanceof HTMLInputElement)) return
      event.preventDefault()
      this.querySelector('button')?.click()
    })
  }
}

customElements.define('enter-presses', EnterPresses)

/**
 * On the page of a ticket, a digit chooses that entry of a list: typing the first letters, as browsers
 * offer it, needs an input method in Chinese.
 */
document.addEventListener('keydown', (event) => {
  const { key, target, altKey, ctrlKey, metaKey, isComposing } = event
  if (!(target instanceof HTMLSelectElement) || !/^[1-9]$/.test(key)) return
  const option = target.options[Number(key) - 1]
  if (altKey || ctrlKey || metaKey || isComposing || !option) return
  event.preventDefault()
  option.selected = true
  target.dispatchEvent(new Event('change', { bubbles: true }))
})

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
