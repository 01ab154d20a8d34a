import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { endpoints } from '../api.ts'
import type { CachedPage } from '../pages/page-cache.ts'
import { largestForm, takeForms } from './forms.ts'
import type { AuthorizeBody } from './large-bodies.ts'
import { isGuests, keyOf } from './guests.ts'
import { sendPage } from '../pages/send-page.ts'
import { renderPage, type WebOptions } from './pages.ts'
import { notAllowed } from './problems.ts'
import { type CountVisit, countVisits } from './visits.ts'
import type { Modules } from '../web-build.ts'

/** Pages whose forms are as large as the bodies of an endpoint. */
const largeForms = [{ url: '/admin/people/import', endpoint: endpoints.accounts.importPeople }]

/** Serves the pages: files of the build, guests' pages from the cache, all others rendered. */
export async function web(
  app: FastifyInstance,
  options: WebOptions & { countVisit: CountVisit; authorizeBody: AuthorizeBody }
): Promise<void> {
  await sendFiles(app, options.build.clientFolder)
  app.addHook('onRequest', (request, reply, done) => {
    const page = cachedFor(options, request)
    if (!page) return done()
    sendPage(request, reply, page).catch(done)
  })
  await app.register(async (pages) => {
    takeForms(pages)
    countVisits(pages, options.countVisit)
    const handler = (request: FastifyRequest, reply: FastifyReply) =>
      renderPage(options, request, reply)
    pages.route({ method: ['GET', 'POST'], url: '/*', bodyLimit: largestForm, handler })
    pages.route({
      method: ['PUT', 'PATCH', 'DELETE', 'OPTIONS'],
      url: '/*',
      handler: (_request, reply) => Promise.reject(notAllowed(reply, ['GET', 'HEAD', 'POST']))
    })
    for (const { url, endpoint } of largeForms) {
      const onRequest = options.authorizeBody(endpoint)
      const bodyLimit = endpoint.bodyBytes
      pages.route({ method: 'POST', url, bodyLimit, onRequest, handler })
    }
  })
}

/** Nobody asks again for what never changes, or for a part of it. */
const ofChanging = ['etag', 'last-modified', 'accept-ranges']

const sendFiles = async (app: FastifyInstance, root: string) =>
  app.register(fastifyStatic, {
    root,
    wildcard: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const kept = /[\\/](immutable|enhance)[\\/]/.test(path)
      reply.header('cache-control', kept ? 'public, max-age=31536000, immutable' : 'no-cache')
      if (kept) for (const name of ofChanging) reply.removeHeader(name)
      // A worker asks for pages under its own policy.
      if (/service-worker\.js(?:\.\w+)?$/.test(path))
        reply.header('content-security-policy', "default-src 'none'; connect-src 'self'")
    }
  })

// During an outage an expired page is better than none.
function cachedFor({ cache, isAway }: WebOptions, request: FastifyRequest): CachedPage | undefined {
  return isGuests(request) ? cache.get(keyOf(request), { old: isAway() }) : undefined
}

/**
 * Serves modules in development. A page imports hundreds of them, and they count against no limit.
 */
export function sendModules(app: FastifyInstance, modules: Modules, origin: string): void {
  for (const folder of modules.folders)
    app.get(`${folder}/*`, async ({ url }, reply) => {
      const response = await modules.respond(new Request(`${origin}${url}`))
      reply.code(response.status).headers(Object.fromEntries(response.headers))
      return reply.send(Buffer.from(await response.arrayBuffer()))
    })
}
