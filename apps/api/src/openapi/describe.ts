import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import {
  createJsonSchemaTransform,
  createJsonSchemaTransformObject
} from 'fastify-type-provider-zod'
import type { AnyEndpoint } from '@stoa/core'
import type { z } from 'zod'
import { type Described, finish } from './finish.ts'
import { shapeNames } from './shape-names.ts'

const description =
  'Everything a page can do, as JSON. Sign in with the session cookie or a Bearer token. ' +
  'Errors are application/problem+json (RFC 9457); `/problems/CODE` says what a code means.'

const tokenDescription =
  'A token of a person or of a service account. An operation names the scope that opens it: ' +
  '`read`; `write`; `moderate`, with which staff work as such; `admin`, which service accounts ' +
  'never have. Operations without a scope need a session.'

/**
 * Describes the endpoints registered after it. Answers /openapi.json below its prefix.
 * @param endpoints by the names of their operations
 */
export async function describeApi(
  app: FastifyInstance,
  origin: string,
  endpoints: ReadonlyMap<string, AnyEndpoint>
): Promise<void> {
  const config = {
    schemaRegistry: shapeNames([...endpoints.values()]),
    zodToJsonConfig: { override: schemaForm }
  }
  const transform = createJsonSchemaTransform(config)
  const transformObject = createJsonSchemaTransformObject(config)
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Forum API',
        version: '1',
        description,
        license: { name: 'MIT', identifier: 'MIT' }
      },
      servers: [{ url: origin }],
      components: {
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer', description: tokenDescription },
          session: { type: 'apiKey', in: 'cookie', name: 'stoa_session' }
        }
      }
    },
    transform: (route) => transform(isOperation(route.schema) ? route : hidden(route)),
    transformObject: (document) => finish(transformObject(document) as Described, endpoints)
  })
  app.get('/api/v1/openapi.json', { schema: { hide: true } }, () => app.swagger())
}

/** Pages, feeds and files for browsers are no operations of the API. */
const isOperation = (schema?: object) => schema !== undefined && 'operationId' in schema

const hidden = <R extends { schema?: object }>(route: R) => ({ ...route, schema: { hide: true } })

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

type Overridden = { zodSchema: z.core.$ZodType; jsonSchema: z.core.JSONSchema.BaseSchema }

/** Writes schemas so that generators of clients understand them. */
function schemaForm({ zodSchema, jsonSchema }: Overridden): void {
  // Only some languages know classes of Unicode, so the forum alone judges these texts.
  if (jsonSchema.pattern?.includes('\\p{')) delete jsonSchema.pattern
  if (jsonSchema.allOf) jsonSchema.allOf = jsonSchema.allOf.filter(isPortable)
  if (jsonSchema.allOf?.length === 0) delete jsonSchema.allOf
  // Ids are 64 bits wide in the database. Without it, some languages read 32.
  if (jsonSchema.type === 'integer' && jsonSchema.maximum === Number.MAX_SAFE_INTEGER) {
    delete jsonSchema.maximum
    jsonSchema.format = 'int64'
  }
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
  if (zodSchema._zod.def.type === 'union')
    jsonSchema.anyOf = jsonSchema.anyOf?.filter((one) => Object.keys(one).length > 0)
}

const isPortable = ({ pattern }: z.core.JSONSchema.BaseSchema) => !pattern?.includes('\\p{')
