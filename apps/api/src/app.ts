import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import type { FastifyInstance } from 'fastify'
import { cookieNames } from '@stoa/accounts'
import { route, type Endpoints } from '@stoa/core/server'
import type { Connection } from '@stoa/core/database'
import { endpoints } from './api.ts'
import type { Metrics } from './metrics/metrics.ts'
import type { KeptPages } from './pages/page-cache.ts'
import { allowedMethods, answerProblems, refuseUnknown } from './plugins/problems.ts'
import { answerHealth } from './plugins/health.ts'
import { announcementFeeds } from './plugins/announcement-feeds.ts'
import { articleFeeds } from './plugins/article-feeds.ts'
import { calendar } from './plugins/calendar.ts'
import { answerKeys, answerWellKnown } from './plugins/well-known.ts'
import { feeds } from './plugins/feeds.ts'
import { checkHost, hostsOf, checkOrigin, originsOf } from './plugins/host.ts'
import { guardEndpoints, guardLargeBodies, type AuthorizeBody } from './plugins/large-bodies.ts'
import { rememberLanguage } from './forum-languages.ts'
import { sendModules, web } from './plugins/web.ts'
import { forumName } from './plugins/forum-name.ts'
import { refuseForms } from './plugins/forms.ts'
import { offlinePage, openSearch, siteFiles, problemCodes } from './plugins/site-files.ts'
import { describeApi, showApi } from './openapi/describe.ts'
import { endSlowBodies, type BodyTimes } from './plugins/slow-bodies.ts'
import { securityHeaders } from './plugins/headers.ts'
import { recordOpened, type CountVisit } from './plugins/visits.ts'
import { sitemap } from './plugins/sitemap.ts'
import { answerWaiting } from './plugins/waiting-requests.ts'
import type { Readiness } from './readiness.ts'
import { createRequests, type Requests } from './requests/requests.ts'
import type { Tracing } from './tracing/tracer.ts'
import type { LoadedWeb } from './web-build.ts'
import { createServer, isHttps, type ServerParts } from './server.ts'

export type AppParts = ServerParts &
  KeptPages & {
    connection: Connection
    readiness: Readiness
    demo: boolean
    /** A `mailto:` or `https:` address for reports of vulnerabilities. */
    securityContact?: string
    /** Shorter times are for tests. */
    bodyTimes?: BodyTimes
    clock(): string
    /** Brings the languages of `ports` up to date. */
    followLanguages(): Promise<void>
    metrics?: Metrics
    tracing?: Tracing
    /** Absent if only the API is served. */
    web?: LoadedWeb
  }

/** Builds the forum's HTTP server. The caller calls `listen`. */
export async function buildApp(parts: AppParts): Promise<FastifyInstance> {
  const { origin, connection, ports, clock } = parts
  const app = createServer(parts)
  parts.tracing?.watch(app)
  parts.metrics?.watch(app)
  const cookies = cookieNames(origin)
  const requests = createRequests({ db: connection.db, ports, clock, ...cookies })
  await addRules(app, parts, requests)
  const authorizeBody = guardLargeBodies(requests)
  await answerApi(app, parts, { ...requests, authorizeBody })
  await answerPages(app, parts, { ...requests, authorizeBody })
  return app
}

/** Adds the hooks for all requests and answers. Their order matters. */
async function addRules(app: FastifyInstance, parts: AppParts, { resolveLanguage }: Requests) {
  const { origin, demo, bodyTimes, connection, ports, followLanguages } = parts
  const hosts = hostsOf(origin)
  securityHeaders(app, isHttps(origin))
  checkHost(app, hosts, demo)
  endSlowBodies(app, bodyTimes)
  answerProblems(app, forumName(parts), resolveLanguage)
  answerWaiting(app, connection)
  await app.register(cookie)
  checkOrigin(app, originsOf(origin, hosts))
  rememberLanguage(app, ports, followLanguages)
}

const byName = new Map(
  Object.entries<Endpoints[string]>(endpoints).flatMap(([group, members]) =>
    Object.entries(members).map(([key, endpoint]) => [`${group}.${key}`, endpoint] as const)
  )
)

type Guarded = Requests & { authorizeBody: AuthorizeBody }

async function answerApi(app: FastifyInstance, parts: AppParts, requests: Guarded) {
  const { origin } = parts
  await app.register(multipart)
  await describeApi(app, origin, byName)
  await app.register(async (api) => registerEndpoints(api, requests), { prefix: '/api/v1' })
  await showApi(app)
}

async function answerPages(app: FastifyInstance, parts: AppParts, requests: Guarded) {
  const { connection, ports, origin, demo, clock, cache, memberPages } = parts
  answerHealth(app, parts.readiness)
  const documents = { db: connection.db, ports, origin, clock, cache }
  feeds(app, documents)
  announcementFeeds(app, documents)
  articleFeeds(app, documents)
  calendar(app, documents)
  answerKeys(app, documents)
  answerWellKnown(app, parts)
  sitemap(app, documents)
  openSearch(app, documents)
  siteFiles(app, documents)
  offlinePage(app, documents)
  problemCodes(app, documents)
  if (parts.web?.modules) sendModules(app, parts.web.modules, origin)
  if (parts.web) {
    const { isAway } = connection
    const countVisit: CountVisit = (visit) => recordOpened(ports, clock(), visit)
    const { authorizeBody } = requests
    const also = { isAway, countVisit, authorizeBody }
    await web(app, { build: parts.web, origin, demo, requests, cache, memberPages, ...also })
  }
}

function registerEndpoints(api: FastifyInstance, requests: Guarded) {
  const { contextOf, resolveLanguage, authorizeBody } = requests
  // Endpoints validate and serialise by themselves. The schema is only for OpenAPI.
  api.setValidatorCompiler(() => () => true)
  api.setSerializerCompiler(() => (value) => JSON.stringify(value))
  refuseForms(api)
  guardEndpoints(api, authorizeBody)
  for (const [name, endpoint] of byName) route(api, endpoint, name, contextOf)
  refuseUnknown(api, resolveLanguage, allowedMethods([...byName.values()], api.prefix))
}
