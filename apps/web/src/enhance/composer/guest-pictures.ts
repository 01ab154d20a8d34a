import { upload } from './upload.ts'

// A guest's pictures wait in this browser until the guest has an account. The text names them. Who
// signs in where they were chosen sends them; anybody else in this browser is asked first.

type Waiting = { file: File; keptAt: number }

const day = 24 * 3600_000
/** Set while pictures may be waiting, so that other pages need not look. */
const mark = 'guest-pictures'
const inText = /!\[[^\]]*\]\(waiting-picture-([0-9a-z]+)\)/g

/** Keeps a picture in this browser. @returns its place in the text */
export async function keepPicture(file: File): Promise<string> {
  const id = Math.random().toString(36).slice(2, 10)
  await inStore('readwrite', (store) =>
    store.put({ file, keptAt: Date.now() } satisfies Waiting, id)
  )
  localStorage.setItem(mark, '1')
  sessionStorage.setItem(`waiting-picture-${id}`, '1')
  return `![${file.name.replace(/[[\]\\]/g, '')}](waiting-picture-${id})`
}

const namedIn = ({ value }: HTMLTextAreaElement) =>
  [...value.matchAll(inText)].map(([markdown, id = '']) => ({ markdown, id }))

/** Whether all pictures that the text names were chosen in this tab. */
export const areOwn = (area: HTMLTextAreaElement): boolean =>
  namedIn(area).every(({ id }) => sessionStorage.getItem(`waiting-picture-${id}`) !== null)

/** Removes the names of pictures that are gone from the text. @returns whether there were any */
export async function removeMissing(area: HTMLTextAreaElement): Promise<boolean> {
  let isAny = false
  for (const { markdown, id } of namedIn(area)) {
    if (await found(id).catch(() => undefined)) continue
    isAny = true
    put(area, markdown, '')
  }
  return isAny
}

const found = (id: string) => inStore<Waiting | undefined>('readonly', (store) => store.get(id))

function put(area: HTMLTextAreaElement, markdown: string, instead: string) {
  area.value = area.value.replace(markdown, () => instead)
  area.dispatchEvent(new InputEvent('input', { bubbles: true }))
}

/** Sends the pictures that the text names and puts them in their places. */
export async function sendPictures(
  area: HTMLTextAreaElement,
  progress: (percent: number) => void
): Promise<void> {
  for (const { markdown, id } of namedIn(area)) {
    const waiting = await found(id)
    if (!waiting) continue
    put(area, markdown, await upload(waiting.file, progress))
    await inStore('readwrite', (store) => store.delete(id))
  }
}

/** Deletes pictures that have waited for a day. Every composer calls it while any may be waiting. */
export async function deleteOld(): Promise<void> {
  const ids = await inStore<string[]>('readonly', (store) => store.getAllKeys())
  const kept = await Promise.all(ids.map(async (id) => ({ id, waiting: await found(id) })))
  const old = kept.filter(({ waiting }) => !waiting || waiting.keptAt < Date.now() - day)
  for (const { id } of old) await inStore('readwrite', (store) => store.delete(id))
  if (old.length === ids.length) localStorage.removeItem(mark)
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
