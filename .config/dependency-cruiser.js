/**
 * Rules of imports. Each rule has a folder of the same name in `fixtures/` that breaks it, and
 * `apps/api/test/boundaries` proves that it does. Paths match anywhere, so that the rules also
 * apply to the fixtures, which repeat the layout of the tree.
 */
const under = (...folders) => `(^|/)(${folders.join('|')})/`
const npm = (...names) => `(^|/)node_modules/(${names.join('|')})/`

const foundation = ['messages', 'core', 'accounts', 'uploads', 'editions', 'site', 'threads']
const standing = [
  ...['safety', 'announcements', 'articles', 'tickets', 'notifications', 'search'],
  'statistics'
]
// Each may import those before it.
const moderating = ['safety', 'moderation', 'volunteers']

/** `capability` may import itself and `allowed`, and no other package of ours. */
const direction = (capability, allowed, types = {}) => ({
  name: `direction-${capability}`,
  severity: 'error',
  from: { path: under(`packages/${capability}`) },
  to: {
    path: under('packages/[^/]+', 'apps/[^/]+'),
    pathNot: under(...[capability, ...allowed].map((name) => `packages/${name}`)),
    ...types
  }
})

// The guards only judge texts and import nothing of the forum, so that the browser can use them
// too.
const below = (index) =>
  index < 2 ? foundation.slice(0, index) : [...foundation.slice(0, index), 'guards']

const directions = [
  direction('guards', []),
  ...foundation.map((capability, index) => direction(capability, below(index))),
  // These take no values of each other, but the types of what a port returns.
  ...standing.map((capability) =>
    direction(capability, [...foundation, 'guards'], { dependencyTypesNot: ['type-only'] })
  ),
  ...moderating
    .slice(1)
    .map((capability, index) =>
      direction(capability, [...foundation, 'guards', ...moderating.slice(0, index + 1)])
    ),
  direction('embedded-postgres', ['core']),
  direction('email', ['core', 'messages']),
  direction('webhooks', ['core', 'accounts'])
]

const web = { path: under('apps/web/src') }

const rules = [
  { name: 'no-cycles', from: {}, to: { circular: true } },
  {
    name: 'web-imports-types-only',
    comment: 'The pages call endpoints through locals.api; zod in the browser costs 77 KB.',
    from: web,
    to: {
      path: under('packages/[^/]+', 'apps/api'),
      pathNot: under('packages/messages', 'packages/guards'),
      dependencyTypesNot: ['type-only']
    }
  },
  {
    name: 'web-imports-contracts-only',
    from: web,
    to: {
      path: under('packages/[^/]+'),
      pathNot: [under('packages/messages', 'packages/guards'), '/contract\\.ts$']
    }
  },
  {
    name: 'web-without-server-libraries',
    from: web,
    to: {
      path: npm('drizzle-orm', 'postgres', 'pg', 'zod'),
      dependencyTypesNot: ['type-only']
    }
  },
  {
    name: 'fastify-only-in-core-and-api',
    from: { pathNot: under('packages/core', 'apps/api') },
    to: { path: npm('fastify', '@fastify/[^/]+') }
  },
  {
    name: 'lucia-only-in-sessions',
    comment: 'It is in maintenance: one file to replace.',
    from: { pathNot: '(^|/)packages/accounts/src/sessions/sessions\\.ts$' },
    to: { path: npm('lucia') }
  },
  {
    name: 'no-deep-imports',
    comment: 'A package is entered through the doors its exports name.',
    from: {},
    to: { path: '^@stoa/', couldNotResolve: true }
  },
  {
    name: 'tables-of-others-by-their-door',
    comment:
      'A package offers the tables that others may read in tables.ts; only tests see them all.',
    from: { path: '(^|/)(packages|apps)/([^/]+)/src/' },
    to: {
      path: '(^|/)packages/[^/]+/src/schema\\.ts$',
      pathNot: ['(^|/)$2/$3/', under('packages/core')]
    }
  },
  {
    name: 'door-of-moderators',
    comment: 'What decides about posts of others is called by those who record the decision.',
    from: {
      pathNot: [
        under('packages/threads', 'packages/moderation', 'packages/volunteers'),
        '(^|/)apps/api/test/'
      ]
    },
    to: { path: '(^|/)packages/threads/src/moderators\\.ts$' }
  },
  {
    name: 'demo-texts-on-demand',
    comment: 'They are read when an empty forum is seeded, not at every start.',
    from: { path: '(^|/)apps/api/src/(?!demo/)|/demo/(seed|announced)\\.ts$' },
    to: {
      path: '(^|/)apps/api/src/demo/',
      pathNot: '/demo/(seed|announced)\\.ts$',
      dynamic: false
    }
  },
  {
    name: 'traces-on-demand',
    comment: 'They are loaded only where an operator collects traces.',
    from: {
      path: '(^|/)(packages|apps)/[^/]+/src/',
      pathNot: '(^|/)apps/api/src/tracing/'
    },
    to: {
      path: ['(^|/)apps/api/src/tracing/', npm('@opentelemetry/[^/]+')],
      dynamic: false,
      dependencyTypesNot: ['type-only']
    }
  },
  {
    name: 'relative-imports-stay-inside',
    // Plugins of the builds are no part of what they build.
    from: { path: '(^|/)(packages|apps)/([^/]+)/', pathNot: '\\.build\\.ts$' },
    to: {
      path: under('packages/[^/]+', 'apps/[^/]+'),
      pathNot: '(^|/)$2/$3/',
      dependencyTypes: ['local'],
      dependencyTypesNot: ['aliased-workspace']
    }
  }
].map((rule) => ({ ...rule, severity: 'error' }))

export default {
  forbidden: [...rules, ...directions],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(paraglide|build|static|\\.svelte-kit)/|\\.generated\\.ts$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types', 'svelte'],
      extensions: ['.ts', '.js', '.mjs', '.svelte']
    }
  }
}
