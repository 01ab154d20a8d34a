import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build, type RolldownPlugin } from 'rolldown'
import type { Plugin } from 'vite'

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const output = path('static/enhance')
const generated = path('src/lib/enhance.generated.ts')

/**
 * Bundles src/enhance into one file named by its hash, with chunks loaded on demand. Writes its
 * address to `#lib/enhance.generated.ts`, which the layout links.
 */
export async function buildEnhance() {
  await rm(output, { recursive: true, force: true })
  const bundle = await build({
    input: path('src/enhance/index.ts'),
    tsconfig: false,
    plugins: [withoutNode],
    output: {
      dir: output,
      format: 'esm',
      minify: true,
      entryFileNames: 'enhance.[hash].js',
      chunkFileNames: '[name].[hash].js'
    }
  })
  const address = `export const enhance = '/enhance/${bundle.output[0].fileName}'\n`
  await mkdir(path('src/lib'), { recursive: true })
  const before = await readFile(generated, 'utf8').catch(() => '')
  if (before !== address) await writeFile(generated, address)
}

/** Stubs Node's modules: one of the rules for API keys reads files, which browsers never call. */
const withoutNode: RolldownPlugin = {
  name: 'without-node',
  resolveId(id, _importer, { kind }) {
    if (!id.startsWith('node:')) return null
    return kind === 'dynamic-import' ? { id, external: true } : '\0none'
  },
  load: (id) => (id === '\0none' ? 'export default {}' : null)
}

/** Rebuilds the bundle on changes during development. */
export function rebuildEnhance(): Plugin {
  return {
    name: 'stoa-enhance',
    apply: 'serve',
    buildStart: buildEnhance,
    async handleHotUpdate({ file }) {
      if (file.startsWith(path('src/enhance/'))) await buildEnhance()
    }
  }
}

if (process.argv[1] === path('enhance.build.ts')) await buildEnhance()
