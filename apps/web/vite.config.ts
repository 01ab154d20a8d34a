import adapter from '@sveltejs/adapter-node'
import { sveltekit } from '@sveltejs/kit/vite'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vite'
import { scopeClass } from './class-names.build.ts'
import { shortMarkup } from './markup.build.ts'
import { contentSecurityPolicy } from './content-security-policy.ts'
import { emulate } from './development.ts'
import { rebuildEnhance } from './enhance.build.ts'
import { languageOfForms } from './language-of-forms.build.ts'
import { fromServer, pagesInAscii } from './server.build.ts'
import { guestStyles } from './styles.build.ts'
import { buildVersion } from './version.build.ts'

export default defineConfig({
  // The tokens use light-dark() and oklch(); for older targets, every colour would be written
  // twice.
  build: { cssTarget: ['chrome125', 'safari18', 'firefox128'] },
  // One stylesheet for all pages: it stays in the cache, and a page takes one request for it.
  // Guests come to pages with a smaller one, see `styles.build.ts`.
  environments: {
    ssr: {
      build: {
        rolldownOptions: {
          output: {
            codeSplitting: { groups: [{ name: 'styles', test: /\.css($|\?)/ }] },
            comments: false
          }
        }
      }
    }
  },
  plugins: [
    tailwindcss(),
    sveltekit({
      adapter: { ...adapter({ out: 'build' }), emulate },
      paths: { relative: false },
      csp: contentSecurityPolicy,
      version: { name: buildVersion() },
      // `src/enhance/frame/installed.ts` registers it where the forum was installed.
      serviceWorker: { register: false },
      compilerOptions: { cssHash: scopeClass },
      preprocess: languageOfForms
    }),
    rebuildEnhance(),
    shortMarkup(),
    guestStyles(),
    fromServer(),
    pagesInAscii()
  ]
})
