import { fileURLToPath } from 'node:url'
import { StartError, systemCode } from '@stoa/core'
import type { WebBuild } from './plugins/web.ts'

// As deep in `src` as in `build`.
const folder = new URL('../../web/build/', import.meta.url)

/**
 * The pages that `npm run build` made.
 * @throws StartError when they are not built
 */
export async function loadWeb(): Promise<WebBuild> {
  try {
    const { server } = (await import(new URL('adapter-node.js', folder).href)) as Pick<
      WebBuild,
      'server'
    >
    return { server, clientFolder: fileURLToPath(new URL('client', folder)) }
  } catch (error) {
    if (systemCode(error) !== 'ERR_MODULE_NOT_FOUND') throw error
    throw new StartError('The pages are not built: run "npm start", or "npm run build" first.')
  }
}
