import { createHash } from 'node:crypto'
import type { sveltekit } from '@sveltejs/kit/vite'
import { speculationRules } from './src/enhance/frame/speculation-rules.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('base64')

/** What pages may load and run; answers that are not pages: `apps/api/src/plugins/headers.ts`. */
export const contentSecurityPolicy = {
  mode: 'hash',
  directives: {
    'default-src': ['none'],
    'script-src': ['self', `sha256-${sha256(speculationRules)}`],
    'style-src-elem': ['self'],
    'style-src-attr': ['unsafe-inline'],
    'img-src': ['self', 'data:', 'blob:'],
    'media-src': ['self'],
    'connect-src': ['self'],
    'font-src': ['self'],
    'manifest-src': ['self'],
    'form-action': ['self'],
    'base-uri': ['none'],
    'frame-ancestors': ['none']
  }
} satisfies NonNullable<Parameters<typeof sveltekit>[0]>['csp']
