import { zonedTime } from '../lib/format.ts'

/** Shows a time in the zone of the browser, where the reader has chosen none. */
class LocalTime extends HTMLElement {
  connectedCallback() {
    const time = this.querySelector('time')
    if (!time || this.dataset.zone) return
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
    time.textContent = zonedTime(time.dateTime, document.documentElement.lang, timeZone)
  }
}

customElements.define('local-time', LocalTime)
