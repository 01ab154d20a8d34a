import { upload } from './composer-upload.ts'

// A guest's pictures wait in this browser until the guest has an account. The text names them, and
// only who signs in with that text sends them.

type Waiting = { file: File; keptAt: number }

const day = 24 * 3600_000
const inText = /!\[[^\]]*\]\(waiting-picture-([0-9a-z]+)\)/g

/** Keeps a picture in this browser. @returns its place in the text */
export async function keepPicture(file: File): Promise<string> {
  const id = Math.random().toString(36).slice(2, 10)
  await inStore('readwrite', (store) =>
    store.put({ file, keptAt: Date.now() } satisfies Waiting, id)
  )
  return `![${file.name.replace(/[[\]\\]/g, '')}](waiting-picture-${id})`
}

/** Sends the pictures that the text names and puts them in their places. Old ones are deleted. */
export async function sendPictures(
  area: HTMLTextAreaElement,
  progress: (percent: number) => void
): Promise<void> {
  for (const [markdown, id = ''] of [...area.value.matchAll(inText)]) {
    const waiting = await inStore<Waiting | undefined>('readonly', (store) => store.get(id))
    if (!waiting) continue
    const sent = await upload(waiting.file, progress)
    area.value = area.value.replace(markdown, () => sent)
    area.dispatchEvent(new InputEvent('input', { bubbles: true }))
    await inStore('readwrite', (store) => store.delete(id))
  }
  await deleteOld()
}

async function deleteOld() {
  const ids = await inStore<IDBValidKey[]>('readonly', (store) => store.getAllKeys())
  for (const id of ids) {
    const kept = await inStore<Waiting | undefined>('readonly', (store) => store.get(id))
    if (kept && kept.keptAt < Date.now() - day)
      await inStore('readwrite', (store) => store.delete(id))
  }
}

const opened = () =>
  new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('guest-pictures', 1)
    request.onupgradeneeded = () => request.result.createObjectStore('pictures')
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(new Error(''))
  })

async function inStore<T>(
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest
): Promise<T> {
  const database = await opened()
  return new Promise<T>((resolve, reject) => {
    const request = act(database.transaction('pictures', mode).objectStore('pictures'))
    request.onsuccess = () => resolve(request.result as T)
    request.onerror = () => reject(new Error(''))
  }).finally(() => database.close())
}
