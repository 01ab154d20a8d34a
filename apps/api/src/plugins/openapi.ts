import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'

const description =
  'Everything a page can do, as JSON. Sign in with the session cookie or a Bearer token. ' +
  'Errors are application/problem+json (RFC 9457).'

const tokenDescription =
  'A token of a person or of a service account. An operation names the scope that opens it: ' +
  '`read`; `write`; `moderate`, with which staff work as such; `admin`, which service accounts ' +
  'never have. Operations without a scope need a session.'

/**
 * Describes the endpoints registered after it. Answers /openapi.json below its prefix.
 * @param nameOf the name of the forum
 */
export async function describeApi(
  app: FastifyInstance,
  origin: string,
  nameOf: () => Promise<string>
): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'API', version: '1', description, license: { name: 'MIT' } },
      servers: [{ url: origin }],
      components: {
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer', description: tokenDescription },
          session: { type: 'apiKey', in: 'cookie', name: 'stoa_session' }
        }
      }
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject
  })
  app.get('/api/v1/openapi.json', { schema: { hide: true } }, async () => {
    const document = app.swagger()
    return { ...document, info: { ...document.info, title: `${await nameOf()} API` } }
  })
}

/** Serves the API documentation with a strict content security policy. */
export async function showApi(app: FastifyInstance): Promise<void> {
  await app.register(swaggerUi, {
    routePrefix: '/api/docs',
    staticCSP: true,
    uiConfig: { deepLinking: true, tryItOutEnabled: false },
    transformStaticCSP: () =>
      "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; " +
      "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
  })
}
