import { dismissed, withDismissed } from '../../lib/dismissals.ts'

const year = 365 * 86_400

/**
 * Hides banners that were dismissed in this browser. The script does it, because all guests get the
 * same cached page.
 */
class DismissibleLines extends HTMLElement {
  connectedCallback() {
    for (const line of this.#lines())
      if (dismissed(document.cookie).has(idOf(line))) this.#take(line)
    this.addEventListener('submit', (event) => {
      const line = event.submitter?.closest<HTMLElement>('[data-banner]')
      // Lines that ask for a confirmation are no banners to dismiss.
      if (!line) return
      event.preventDefault()
      const value = withDismissed(dismissed(document.cookie), idOf(line))
      document.cookie = `dismissed=${value}; path=/; max-age=${year}; samesite=lax`
      this.#take(line)
    })
  }

  #lines() {
    return this.querySelectorAll<HTMLElement>('[data-banner]')
  }

  /**
   * Takes a line away, and hands the focus on. The next one takes the place of the first, and the
   * others are counted again.
   */
  #take(line: HTMLElement) {
    const strip = this.querySelector('form') as HTMLFormElement
    const isFirst = line.parentElement === strip
    const hadFocus = line.contains(document.activeElement)
    line.remove()
    const next = strip.querySelector<HTMLElement>('[data-tone]')
    if (!next) return this.remove()
    if (isFirst) {
      strip.querySelector('details')?.before(next)
      strip.dataset['tone'] = next.dataset['tone']
    }
    this.#count()
    if (hadFocus) next.querySelector<HTMLElement>('a, button')?.focus()
  }

  #count() {
    const left = this.querySelectorAll('details [data-tone]').length
    const count = this.querySelector('[data-count]')
    if (count) count.textContent = String(left)
    if (left === 0) this.querySelector('details')?.remove()
  }
}

const idOf = ({ dataset }: HTMLElement) => Number(dataset.banner)

customElements.define('dismissible-lines', DismissibleLines)
