import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { tryVariants } from './allowed.ts'
import { endpointNamed } from './calling.ts'
import { addressOf, everyEndpoint } from './rows.ts'
import { onlyBeforeAdmins } from './rows/joining.ts'
import { filled, textPathsOf, withText, type TextPath } from './text-paths.ts'
import { columnsWith } from './traces.ts'

const forum = startForum({ loopback: true })

const hosts: string[] = []

/** A host outside the organisation, in a form that every text accepts. */
function outsideHost(): string {
  hosts.push(`evil-harbor${hosts.length}.com`)
  return hosts.at(-1) ?? ''
}

const nameOf = (name: string, path: TextPath) =>
  `${name} ${path.filter((key) => key !== 'en').join('.')}`

/** Sends a valid call with an outside host in one text; returns whether it was refused for that. */
async function isRefused(name: string, path: TextPath): Promise<boolean> {
  const { method, path: route } = endpointNamed(name)
  const host = outsideHost()
  const text = path.at(-1) === 'url' ? `https://${host}/` : host
  let found = false
  await tryVariants(forum, name, async ({ world, call }) => {
    const payload = withText(filled(name, path, call.body), path, text) as object
    const url = `/api/v1${addressOf({ path: route }, call)}`
    const { status, body } = await world.caller.inject({ method, url, payload })
    found = /leads outside the org/.test(body?.errors?.[0]?.message ?? '')
    return [status]
  })
  return found
}

/** Texts that the team alone writes. All languages of a text take the same way. */
const written = everyEndpoint
  .filter(
    ([name, { minimumRole }]) =>
      /volunteer|staff|admin/.test(minimumRole) && !onlyBeforeAdmins.includes(name)
  )
  .flatMap(([name]) => textPathsOf(name).map((path) => [name, path] as const))
  .filter(([, path]) => !path.some((key) => key === 'zh-CN' || key === 'zh-TW' || key === 'ja'))

const alwaysRefused = [
  ...['accounts.addProvider name', 'accounts.changeProvider name'],
  ...['announcements.addService names', 'announcements.changeService names'],
  ...['announcements.addType names', 'announcements.changeType names'],
  ...['articles.addSection descriptions', 'articles.addSection names'],
  ...['articles.addSeries descriptions', 'articles.addSeries names'],
  ...['articles.changeSection descriptions', 'articles.changeSection names'],
  ...['articles.changeSeries descriptions', 'articles.changeSeries names'],
  ...['articles.changeSettings tags.0', 'articles.create tags.0'],
  ...['groups.create name', 'groups.rename name'],
  ...['serviceAccounts.change description', 'serviceAccounts.create description'],
  ...['threads.addCategoryField choices.0', 'threads.changeCategoryField choices.0'],
  ...['threads.addCategoryField hint', 'threads.changeCategoryField hint'],
  ...['threads.addCategoryField label', 'threads.changeCategoryField label'],
  ...['threads.changeCategory description', 'threads.changeCategory name'],
  ...['threads.createCategory description', 'threads.createCategory name'],
  'threads.describeTag description',
  ...['addCustomFact', 'changeCustomFact'].flatMap((name) =>
    ['choices.0.labels', 'choices.0.value', 'example', 'hints', 'labels'].map(
      (field) => `tickets.${name} ${field}`
    )
  ),
  ...['tickets.addSavedReply body', 'tickets.addSavedReply names'],
  ...['tickets.addTopic names', 'tickets.changeTopic names'],
  ...['tickets.changeSavedReply body', 'tickets.changeSavedReply names']
]

/** Columns that may hold outside addresses, by why. */
const columnsBy = {
  'a second person approves it before guests read it': [
    ...['announcement_proposals.bodies', 'announcement_revisions.content'],
    ...['announcement_texts.body', 'announcement_texts.folded'],
    ...['announcement_texts.html', 'announcement_texts.title'],
    ...['article_revisions.content', 'article_revisions.note'],
    ...['article_translations.html', 'article_translations.summary'],
    ...['article_translations.title', 'document_versions.short_notice_reason'],
    ...['document_versions.texts', 'approvals.subject', 'site_versions.content'],
    ...['trusted_entries.key', 'trusted_entries.value']
  ],
  'it is judged where it is used': ['announcement_templates.body', 'announcement_templates.title'],
  'it lists hosts and words to recognise': [
    ...['allowed_hosts.host', 'blocked_hosts.host', 'filters.value', 'settings.value']
  ],
  'the team alone reads it, or a program': [
    ...['api_tokens.name', 'article_revisions.withdrawn_reason', 'desk_acts.changes'],
    ...['claim_mapping_revisions.mappings', 'desk_rules.actions', 'desk_rules.conditions'],
    ...['desk_rules.name', 'desk_views.filter', 'desk_views.name', 'moderator_notes.text'],
    ...['security_events.details', 'sign_in_providers.client_id', 'ticket_history.detail'],
    ...['ticket_holds.reason', 'tickets.tags', 'webhooks.name', 'webhooks.url']
  ],
  'a person says it in a thread or to one reader': [
    ...[
      'appeals.answer',
      'approvals.reason',
      'moderation_actions.note',
      'threads.title',
      'ticket_answers.body'
    ],
    ...['ticket_messages.body', 'ticket_messages.html', 'volunteer_applications.answer']
  ]
}

/** What everybody reads of the organisation. */
async function readAsGuest(): Promise<string[]> {
  const { items } = (await forum.guest.get('/announcements')).body
  const answers = await Promise.all(
    [
      ...['/site', '/categories', '/desk/topics', '/announcements', '/announcements/types'],
      ...['/announcements/services', '/articles', '/documents', '/documents/rules'],
      ...items.map(({ id }: { id: number }) => `/announcements/${id}`)
    ].map((path) => forum.guest.get(path))
  )
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  return answers.map(({ text }) => text)
}

test('texts of the organisation are refused or wait', { timeout: 600_000 }, async () => {
  const refused: string[] = []
  for (const [name, path] of written)
    if (await isRefused(name, path)) refused.push(nameOf(name, path))
  await forum.settle()
  const columns = (await columnsWith(forum, hosts)).map((one) => one.replace(/_\d{4}_\d\d\./, '.'))
  expect(refused.toSorted()).toEqual(alwaysRefused.toSorted())
  expect([...new Set(columns)].toSorted()).toEqual(Object.values(columnsBy).flat().toSorted())
  for (const text of await readAsGuest()) expect(text).not.toContain('evil-harbor')
})
