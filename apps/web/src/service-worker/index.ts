// Shows a page in the reader's language while an installed forum has no connection. It keeps nothing
// else: what members read is not left on the device.
const worker = self as unknown as ServiceWorkerGlobalScope

const kept = 'offline'
// The address of the worker names the language.
const offlinePage = `/offline${location.search}`

worker.addEventListener('install', (event) => event.waitUntil(keepPage()))
worker.addEventListener('fetch', (event) => {
  const { mode, method } = event.request
  if (mode === 'navigate' && method === 'GET') event.respondWith(answer(event.request))
})

async function keepPage() {
  await caches.delete(kept)
  await (await caches.open(kept)).add(offlinePage)
}

async function answer(request: Request): Promise<Response> {
  try {
    return await fetch(request)
  } catch (error) {
    const page = await caches.match(offlinePage)
    if (page) return page
    throw error
  }
}
