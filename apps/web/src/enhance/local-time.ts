import './zoned-input.ts'
import { zonedRange, zonedTime } from '../lib/zoned-time.ts'

/** Shows a time or a range in the browser's zone, unless the reader has set one. */
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
