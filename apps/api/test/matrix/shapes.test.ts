import { expect, test } from 'vitest'
import { z } from 'zod'
import { everyEndpoint } from './rows.ts'

/** Words that mark a field as private, anywhere in its name. */
const privateWords = [
  'email',
  'mail',
  'address',
  'ip',
  'phone',
  'password',
  'secret',
  'hash',
  'token',
  'seed',
  'agent',
  'fingerprint',
  'birth',
  'reporter',
  'note',
  'value',
  'codes'
]

/** Exceptions, with the reason. */
const allowed: Record<string, string> = {
  'accounts.me email': 'the own address',
  'accounts.me hasPassword': 'whether there is one',
  'accounts.updateMe hasPassword': 'whether there is one',
  'accounts.waysToProve password': 'whether there is one',
  'accounts.updateMe email': 'the own address',
  'accounts.showSignUp email': 'the address that the given invitation was mailed to',
  'accounts.sessions userAgent': 'the own sessions, to recognise a device',
  'accounts.beginFirstAdmin secret': 'derived from the link that its holder has',
  'accounts.createFirstAdmin codes': 'the own recovery codes, shown this once',
  'accounts.beginSecondFactor secret': 'made for whoever asks, shown this once',
  'accounts.confirmSecondFactor codes': 'the own recovery codes, shown this once',
  'accounts.renewRecoveryCodes codes': 'the own recovery codes, shown this once',
  'accounts.reportLoss secret': 'derived from what proves the steps so far, shown this once',
  'accounts.replaceLostFactor codes': 'the own recovery codes, shown this once',
  'accounts.offerAdminRecovery secret': 'derived from the link that its holder has',
  'accounts.recoverAdmin codes': 'the own recovery codes, shown this once',
  'accounts.addPasskey codes': 'the own recovery codes, shown this once',
  'accounts.beginLink address': 'the page of a provider',
  'accounts.beginMailedLink address': 'the page of a provider',
  'accounts.beginProviderProof address': 'the page of a provider',
  'accounts.beginProviderSignIn address': 'the page of a provider',
  'accounts.finishProviderSignIn email': 'the own address, as the provider knows it',
  'accounts.finishProviderSignIn emailProved': 'whether the own address needs a mail',
  'accounts.finishProviderSignIn token': 'what proves oneself for an hour, shown this once',
  'accounts.providerSignOut address': 'the page of a provider',
  'accounts.providers logoutAddress': 'an address of this forum',
  'accounts.providers signedOutAddress': 'a page of this forum',
  'accounts.secondFactor recoveryCodesLeft': 'how many there are',
  'accounts.providers hasSecret': 'whether there is one',
  'accounts.providers newSecret': 'whether another one waits',
  'accounts.approvals newSecret': 'whether another one waits',
  'accounts.providers returnAddress': 'a page of this forum',
  'accounts.createToken secret': 'the own token, shown this once',
  'serviceAccounts.createToken secret': 'what a program signs in with, shown this once',
  'webhooks.create secret': 'what signs for one receiver, shown this once',
  'webhooks.renewSecret secret': 'what signs for one receiver, shown this once',
  'accounts.revealEventAddress value': 'the full address of an event, for admins, written down',
  'accounts.revealPersonalData value': 'the look endpoint: for staff, with a reason, written down',
  'articles.revisions note': 'what a version changed, written for readers',
  'articles.translationSource note': 'what a version changed, written for readers',
  'filters.list value': 'what is looked for, for those who keep it',
  'filters.publicPatterns value':
    'what keys and account IDs of the organisation look like, for who writes',
  'guards.trusted value': 'where the organisation itself can be reached',
  'guards.checkMail mail': 'what the asker sent, if an official domain signed it',
  'operations.setup mail': 'whether email works, no address',
  'notifications.preferences mail': 'how often one is mailed, no address',
  'notifications.changePreferences mail': 'how often one is mailed, no address',
  'tickets.show agent': 'the number under which somebody speaks for the desk, no user agent',
  'tickets.customFacts value': 'what the organisation lets people choose from',
  'tickets.facts value': 'own facts; for the desk with a fresh sign-in, written down',
  'accounts.beginProviderTest address': 'of the page of the provider',
  'accounts.finishProviderSignIn value': 'what a provider says of an admin who tests it',
  'accounts.claimMappings value': 'which value of a claim gives power, for admins',
  'retention.show value': 'how long data is kept',
  'retention.show valueBefore': 'how long data was kept before',
  'retention.list value': 'how long data is kept',
  'search.suggestions note': 'what a suggestion is, in the reader’s language',
  'moderation.cases note': 'what a reporter wrote, for moderators; who it was is not in it',
  'moderation.queue note': 'as of cases and appeals, which it lists together',
  'moderation.appeals note': 'what who acted told other moderators',
  'moderation.log note': 'for moderators: null for others, see moderation/log.test.ts'
}

/** Responses with fields that no schema lists, and why. */
const open: Record<string, string> = {
  'accounts.approvals subject': 'ids, choices and names of settings, by kind',
  'threads.source fields': 'answers of the post by the ids of fields, for its edit form',
  'threads.drafts fields': 'as threads.source, of the reader',
  'threads.draft fields': 'as threads.source, of the reader',
  'threads.saveDraft fields': 'as threads.source, of the reader',
  'threads.show detail': 'words and numbers of a line of history, such as the former title',
  'accounts.requestPasskey options': 'what WebAuthn in a browser takes',
  'accounts.requestPasskeyAfterPassword options': 'what WebAuthn in a browser takes',
  'accounts.requestPasskeyProof options': 'what WebAuthn in a browser takes',
  'accounts.offerPasskey options': 'what WebAuthn in a browser takes',
  'accounts.securityEvents details': 'ids and choices of lists by name, for admins',
  'accounts.exportSecurityLog': 'the security log as a file, for admins',
  'accounts.exportData': 'everything kept about oneself, to oneself',
  'uploads.show': 'the bytes of a file',
  'uploads.showVariant': 'the bytes of a file',
  'announcements.services names': 'a name for each language',
  'tickets.serviceLevels targets': 'hours for each priority',
  'tickets.statisticsAsCsv': 'numbers by topic, as a file',
  'notifications.live': 'topics and versions'
}

type JsonSchema = {
  properties?: Record<string, JsonSchema>
  additionalProperties?: JsonSchema | boolean
  items?: JsonSchema
  anyOf?: JsonSchema[]
  allOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  type?: string
}

/** Properties of a schema, recursively. */
function fieldsOf(schema: JsonSchema): [string, JsonSchema][] {
  const { properties = {}, items, anyOf = [], allOf = [], oneOf = [] } = schema
  const below = [items, ...anyOf, ...allOf, ...oneOf].flatMap((one) => (one ? fieldsOf(one) : []))
  return Object.entries(properties)
    .flatMap(([name, field]): [string, JsonSchema][] => [[name, field], ...fieldsOf(field)])
    .concat(below)
}

const answers = everyEndpoint.map(([name, endpoint]): [string, [string, JsonSchema][]] => {
  const shapes = Object.values(endpoint.answers)
  const schemas = shapes.map(
    (shape) => z.toJSONSchema(shape, { io: 'output', unrepresentable: 'any' }) as JsonSchema
  )
  return [name, schemas.flatMap(fieldsOf)]
})

/** The words of a camelCase or snake_case name. */
const wordsOf = (name: string) => name.split(/(?=[A-Z])|_/).map((word) => word.toLowerCase())
const isPrivate = (name: string) => wordsOf(name).some((word) => privateWords.includes(word))

test('no answer has a private field, except those listed here', () => {
  const found = answers.flatMap(([name, fields]) =>
    fields.filter(([field]) => isPrivate(field)).map(([field]) => `${name} ${field}`)
  )
  expect([...new Set(found)].sort()).toEqual(Object.keys(allowed).sort())
})

test('no answer has fields that its shape does not list, except those listed here', () => {
  const isOpen = ({ type, anyOf, allOf, oneOf, additionalProperties: more, ...rest }: JsonSchema) =>
    (more !== undefined && more !== false) ||
    (type === undefined && !anyOf && !allOf && !oneOf && Object.keys(rest).length === 0)
  const found = answers.flatMap(([name, fields]) =>
    fields.filter(([, schema]) => isOpen(schema)).map(([field]) => `${name} ${field}`)
  )
  expect([...new Set(found)].filter((one) => !(one in open))).toEqual([])
})
