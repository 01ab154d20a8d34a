import { fileURLToPath } from 'node:url'
import { StartError, systemCode } from '@stoa/core'
import type { WebBuild } from './plugins/pages.ts'

// As deep in `src` as in `build`.
const web = new URL('../../web/', import.meta.url)

/**
 * The pages that `npm run build` made, or under `npm run dev` the sources.
 * @throws StartError when they are not built
 */
export async function loadWeb(): Promise<WebBuild> {
  const developing = process.env.NODE_ENV === 'development'
  const program = new URL(developing ? 'development.ts' : 'build/adapter-node.js', web)
  const clientFolder = fileURLToPath(new URL(developing ? 'static' : 'build/client', web))
  try {
    const { server } = (await import(program.href)) as Pick<WebBuild, 'server'>
    // Pages read no environment variables: what they need comes with each request.
    await server.init?.({ env: {} })
    return { server, clientFolder }
  } catch (error) {
    if (systemCode(error) !== 'ERR_MODULE_NOT_FOUND') throw error
    throw new StartError('The pages are not built: run "npm start", or "npm run build" first.')
  }
}
