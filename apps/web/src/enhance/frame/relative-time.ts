import { exactTime, relativeTime } from '../../lib/format.ts'

// Keeps "3 minutes ago" current; a tap or keyboard focus shows the exact time. Times that are
// relative have a title.
const relative = 'time[title]'

const { lang } = document.documentElement
/** Times that show the exact time, and the words that they showed before. */
const exact = new WeakMap<HTMLTimeElement, string>()

function update() {
  for (const time of document.querySelectorAll<HTMLTimeElement>(relative))
    if (!exact.has(time)) time.textContent = relativeTime(time.dateTime, lang) ?? time.textContent
}

function showExact(time: HTMLTimeElement) {
  exact.set(time, time.textContent)
  time.textContent = exactTime(time.dateTime, lang)
}

function showRelative(time: HTMLTimeElement) {
  time.textContent = relativeTime(time.dateTime, lang) ?? exact.get(time) ?? ''
  exact.delete(time)
}

const show = (time: HTMLTimeElement | null | undefined, isExact: boolean) => {
  if (!time || exact.has(time) === isExact) return
  if (isExact) showExact(time)
  else showRelative(time)
}

const timeIn = ({ target }: Event) =>
  (target as Element).closest('a')?.querySelector<HTMLTimeElement>(relative)

update()
setInterval(update, 60_000)
document.addEventListener('click', ({ target }) => {
  const time = (target as Element).closest<HTMLTimeElement>(relative)
  show(time, time !== null && !exact.has(time))
})
document.addEventListener('focusin', (event) => {
  show(timeIn(event), (event.target as Element).matches(':focus-visible'))
})
document.addEventListener('focusout', (event) => show(timeIn(event), false))
