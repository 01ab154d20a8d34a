import { isLocale } from '@stoa/messages'
import { defineParams } from '@sveltejs/kit/params'

const matching = (pattern: RegExp) => (param: string) => (pattern.test(param) ? param : undefined)

/**
 * Matchers of dynamic segments. Anything else in an address, such as encoded slashes and dots,
 * matches no route and gets the 404 page before an endpoint is called.
 */
export const params = defineParams({
  id: (param) => (/^[1-9]\d{0,15}$/.test(param) ? Number(param) : undefined),
  version: matching(/^\d{1,6}$/),
  token: matching(/^[\w-]{22}$/),
  slug: matching(/^[\p{L}\p{M}\p{N}-]{1,200}$/u),
  username: matching(/^[\p{L}\p{M}\p{N}_-]{1,60}$/u),
  ticket: matching(/^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$/),
  category: matching(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  provider: matching(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/),
  language: (param) => (isLocale(param) ? param : undefined),
  key: matching(/^[a-z][a-z0-9_]{1,29}$/),
  tag: matching(/^[\p{L}\p{M}\p{N}.+#-]{1,60}$/u)
})
