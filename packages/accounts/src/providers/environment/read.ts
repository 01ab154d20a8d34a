import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { textByLocale, lineOfText } from '@stoa/core/contract'
import { fieldErrors, StartError, systemCode } from '@stoa/core/server'
import { translate } from '@stoa/messages'
import { sourceLocale } from '@stoa/messages/languages'
import { providerInput } from '../settings-contract.ts'
import { normalizeDomain } from '../../sign-up/rule.ts'

const setting = 'STOA_SIGN_IN_PROVIDERS'
const { scopes, isInternal, enabled, ...required } = providerInput.shape

const domain = z.string().transform((typed, { addIssue }) => {
  const normalized = normalizeDomain(typed)
  if (!normalized) addIssue({ code: 'custom', message: 'field_domain', params: { domain: typed } })
  return normalized ?? ''
})

const shape = z.array(
  z.strictObject({
    ...required,
    name: textByLocale(lineOfText(60))
      .strict()
      .refine((name) => Object.values(name).some(Boolean), 'field_required'),
    scopes: scopes.default(['openid', 'email']),
    ownedDomains: z.array(domain).max(50).default([]),
    isInternal: isInternal.default(false),
    enabled: enabled.default(true)
  })
)
/** A provider that the operator of the server set, who needs no second person. */
export type ConfiguredProvider = z.output<typeof shape>[number]

/**
 * Reads the providers of the server's settings.
 * @param given JSON, or the path of a file with it
 * @throws StartError naming what is wrong; it never quotes what was given, as secrets are in it
 */
export function readConfiguredProviders(given = '[]'): ConfiguredProvider[] {
  const input = parsed(given.trimStart().startsWith('[') ? given : textOf(given))
  const { data, error } = shape.safeParse(input)
  if (error) throw refused(firstError(error, input))
  const twice = data.find(({ slug }, at) => data.findIndex((one) => one.slug === slug) < at)
  if (twice) throw refused(`two providers are called ${twice.slug}`)
  return data
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw refused(`it is neither a JSON list nor a file that can be read: ${systemCode(error)}`)
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw refused('it is not JSON')
  }
}

/** Says which value of which provider is wrong. */
function firstError(error: z.ZodError, input: unknown): string {
  const [first] = fieldErrors(error, input)
  const { path = '', message = 'field_invalid', params = {} } = first ?? {}
  const [at, ...field] = path.split('.')
  const words = translate(message, params, sourceLocale)
  return at === '' ? words : `provider ${Number(at) + 1}, ${field.join('.') || 'itself'}: ${words}`
}

const refused = (why: string) =>
  new StartError(`${setting} is not valid (${why}): correct it as docs/sign-in.md explains.`)
