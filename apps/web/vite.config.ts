import { createHash } from 'node:crypto'
import adapter from '@sveltejs/adapter-node'
import { sveltekit } from '@sveltejs/kit/vite'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vite'
import { withoutHydrationComments } from './comments.build.ts'
import { emulate } from './development.ts'
import { rebuildEnhance } from './enhance.build.ts'
import { speculationRules } from './src/enhance/speculation-rules.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('base64')

export default defineConfig({
  // The tokens use light-dark() and oklch(); for older targets, every colour would be written
  // twice.
  build: { cssTarget: ['chrome125', 'safari18', 'firefox128'] },
  // One stylesheet for all pages: it stays in the cache, and a page takes one request for it.
  environments: {
    ssr: {
      build: {
        rolldownOptions: {
          output: { codeSplitting: { groups: [{ name: 'styles', test: /\.css($|\?)/ }] } }
        }
      }
    }
  },
  plugins: [
    tailwindcss(),
    sveltekit({
      adapter: { ...adapter({ out: 'build' }), emulate },
      paths: { relative: false },
      csp: {
        mode: 'hash',
        directives: {
          'default-src': ['none'],
          'script-src': ['self', `sha256-${sha256(speculationRules)}`],
          'style-src-elem': ['self'],
          'style-src-attr': ['unsafe-inline'],
          'img-src': ['self', 'data:', 'blob:'],
          'connect-src': ['self'],
          'font-src': ['self'],
          'manifest-src': ['self'],
          'form-action': ['self'],
          'base-uri': ['none'],
          'frame-ancestors': ['none']
        }
      }
    }),
    rebuildEnhance(),
    withoutHydrationComments()
  ]
})
