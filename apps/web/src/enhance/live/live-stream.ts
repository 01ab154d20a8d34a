// The one live stream of the page, while it is visible. It says which topics have changed; parts of
// the page name theirs in `data-live`. Everybody who listens hears them as `live` events.

/** After a longer absence, changes may have been missed. */
const shortAbsence = 20_000
const retryAfter = 60_000

let stream: EventSource | undefined
let leftAt = Date.now()
let timer = 0

const topicsHere = () =>
  new Set([...document.querySelectorAll('[data-live]')].map((one) => one.getAttribute('data-live')))

function follow() {
  const topics = topicsHere()
  if (document.hidden || stream || topics.size === 0) return
  stream = new EventSource(`/api/v1/live?topics=${[...topics].join()}`)
  stream.onmessage = ({ data }) => announce((JSON.parse(data as string) as { topic: string }).topic)
  // A refused stream is not opened again by the browser, nor one of a session that has ended.
  stream.onerror = () => stream?.readyState === EventSource.CLOSED && retryLater()
  stream.addEventListener('end', retryLater)
  if (Date.now() - leftAt > shortAbsence) for (const topic of topics) if (topic) announce(topic)
}

function retryLater() {
  leave()
  timer = window.setTimeout(follow, retryAfter)
}

// An open stream would also keep the page out of the back-forward cache.
function leave() {
  clearTimeout(timer)
  if (!stream) return
  stream.close()
  stream = undefined
  leftAt = Date.now()
}

function announce(topic: string) {
  document.dispatchEvent(new CustomEvent('live', { detail: topic }))
  void import('./live-parts.ts').then(({ refresh }) => refresh(topic))
}

follow()
document.addEventListener('visibilitychange', () => (document.hidden ? leave() : follow()))
window.addEventListener('pagehide', leave)
window.addEventListener('pageshow', follow)
