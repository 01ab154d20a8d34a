import type { Plugin } from 'vite'
import { asciiOutput } from '../api/ascii.build.ts'

const ofServer = new Map([
  ['@stoa/messages', '@stoa/api/messages'],
  ['@stoa/guards', '@stoa/api/guards']
])

/** Lets built pages import what the server has loaded anyway, in place of copies of their own. */
export function fromServer(): Plugin {
  return {
    name: 'stoa-from-server',
    apply: 'build',
    enforce: 'pre',
    applyToEnvironment: ({ name }) => name === 'ssr',
    resolveId(id) {
      const built = ofServer.get(id)
      return built && { id: built, external: true }
    }
  }
}

/** Escapes all other letters in the server's part of the pages. */
export const pagesInAscii = (): Plugin => ({
  ...(asciiOutput() as Plugin),
  apply: 'build',
  applyToEnvironment: ({ name }) => name === 'ssr'
})
