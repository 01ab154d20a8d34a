import { fileURLToPath } from 'node:url'
import { isUnpacked, startLine } from '@stoa/core/release'
import { StartError, systemCode } from '@stoa/core/server'
import type { WebBuild } from './plugins/pages.ts'

/** Modules that pages import in development, below these paths. */
export type Modules = { folders: string[]; respond(request: Request): Promise<Response> }

/** The built pages, or in development the modules that they import. */
export type LoadedWeb = WebBuild & { modules?: Modules }

// The path is valid from `src` and from `build`, which are equally deep.
const web = new URL('../../web/', import.meta.url)

/**
 * Loads the pages that `npm run build` made, or under `npm run dev` the sources.
 * @throws StartError if they are not built
 */
export async function loadWeb(): Promise<LoadedWeb> {
  const developing = process.env.NODE_ENV === 'development'
  const program = new URL(developing ? 'development.ts' : 'build/adapter-node.js', web)
  const clientFolder = fileURLToPath(new URL(developing ? 'static' : 'build/client', web))
  try {
    const { server, modules } = (await import(program.href)) as Omit<LoadedWeb, 'clientFolder'>
    // Pages read no environment variables: all settings come with each request.
    await server.init?.({ env: {} })
    return { server, modules, clientFolder }
  } catch (error) {
    if (systemCode(error) !== 'ERR_MODULE_NOT_FOUND') throw error
    throw notBuilt()
  }
}

const notBuilt = () =>
  new StartError(
    isUnpacked
      ? 'The pages are missing from this folder: unpack the archive of the release again.'
      : `The pages are not built: run "${startLine}", or "npm run build" first.`
  )
