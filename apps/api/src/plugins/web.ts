import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { importBytes } from '@stoa/accounts/contract'
import type { CachedPage } from '../pages/page-cache.ts'
import { largestForm, takeForms } from './forms.ts'
import { isGuests, keyOf } from './guests.ts'
import { sendPage } from '../pages/send-page.ts'
import { renderPage, type WebOptions } from './pages.ts'
import { countVisits, type CountVisit } from './visits.ts'

/** Serves the pages: files of the build, guests' pages from the cache, all others rendered. */
export async function web(
  app: FastifyInstance,
  options: WebOptions & { countVisit: CountVisit }
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
    pages.route({ method: 'POST', url: '/admin/people/import', bodyLimit: importBytes, handler })
  })
}

const sendFiles = async (app: FastifyInstance, root: string) =>
  app.register(fastifyStatic, {
    root,
    wildcard: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const kept = /[\\/](immutable|enhance)[\\/]/.test(path)
      reply.header('cache-control', kept ? 'public, max-age=31536000, immutable' : 'no-cache')
    }
  })

// During an outage an expired page is better than none.
function cachedFor({ cache, isAway }: WebOptions, request: FastifyRequest): CachedPage | undefined {
  return isGuests(request) ? cache.get(keyOf(request), { old: isAway() }) : undefined
}
