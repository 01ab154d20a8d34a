import type { RolldownPlugin } from 'rolldown'

/** A package that others load and the server never uses, and a module that stands for it. */
type Unused = { by: RegExp; code: string }

const unused: Record<string, Unused> = {
  // It would look for a file with settings in all folders above. They are ours to give.
  cosmiconfig: {
    by: /graphile-worker/,
    code: 'exports.cosmiconfigSync = () => ({ search: () => null })'
  },
  // For the description of the API in YAML, of which JSON is a part.
  yaml: {
    by: /@fastify.swagger/,
    code: 'exports.stringify = (value) => JSON.stringify(value, undefined, 2)'
  },
  // Endpoints validate and serialise by themselves, see `registerEndpoints`.
  '@fastify/ajv-compiler': { by: /fastify/, code: 'module.exports = () => () => () => true' },
  '@fastify/fast-json-stringify-compiler': {
    by: /fastify/,
    code: 'module.exports = () => () => JSON.stringify'
  }
}

const prefix = '\0unused:'

/** Leaves them out of the built files, all of which a process keeps in memory. */
export const withoutUnused = (): RolldownPlugin => ({
  name: 'stoa-without-unused',
  resolveId: (id, importer = '') => (unused[id]?.by.test(importer) ? prefix + id : undefined),
  load: (id) => (id.startsWith(prefix) ? unused[id.slice(prefix.length)]?.code : undefined)
})
