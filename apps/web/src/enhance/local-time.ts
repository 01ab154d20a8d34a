import { zonedRange, zonedTime } from '../lib/format.ts'

/** Shows a time, or from when to when, in the zone of the browser, where the reader has chosen none. */
class LocalTime extends HTMLElement {
  connectedCallback() {
    const { zone, start, end } = this.dataset
    if (zone) return
    const { lang } = document.documentElement
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
    const time = this.querySelector('time')
    if (start && end) this.textContent = zonedRange(start, end, lang, timeZone)
    else if (time) time.textContent = zonedTime(time.dateTime, lang, timeZone)
  }
}

customElements.define('local-time', LocalTime)
