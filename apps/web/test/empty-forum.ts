import { fileURLToPath } from 'node:url'
import { startProgram } from './scripted-process.ts'

const path = fileURLToPath(new URL('../../api/test/empty-forum.ts', import.meta.url))

/** A forum that an organisation has just started. */
export type EmptyForum = {
  origin: string
  /** `STOA_DATA` */
  data: string
  /** The one-time address that the first start prints. */
  setupLink: string
  stop(): Promise<void>
}

export async function startEmptyForum(): Promise<EmptyForum> {
  const { greeting = '{}', stop } = await startProgram(path)
  const { setupLink, data } = JSON.parse(greeting) as Record<'setupLink' | 'data', string>
  return { origin: new URL(setupLink).origin, data, setupLink, stop }
}
