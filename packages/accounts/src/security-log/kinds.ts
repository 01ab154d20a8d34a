/** The kinds of a change that waits for a second admin. */
const steps = <N extends string>(name: N) =>
  [`${name}_proposed`, `${name}_confirmed`, `${name}_stopped`] as const

/** Kinds of security events, by filter group. */
const kindsByGroup = {
  sign_in: [
    'sign_in.succeeded',
    'sign_in.failed',
    'sign_in.code_failed',
    'sign_in.braked',
    'sign_in.unknown_names',
    'sign_in.address_proved',
    'sign_in.device_admitted',
    'sign_in.provider_failed',
    'sign_in.foreign_address',
    'sign_in.logout_refused',
    'sign_in.claim_missing'
  ],
  second_factor: [
    'second_factor.on',
    'second_factor.off',
    'second_factor.codes_renewed',
    'second_factor.refused',
    'second_factor.lost',
    'second_factor.loss_proposed',
    'second_factor.loss_confirmed',
    'second_factor.loss_stopped',
    'second_factor.loss_cancelled',
    'second_factor.replaced',
    'second_factor.admin_link'
  ],
  password: ['password.changed', 'password.reset_requested', 'password.reset', 'password.refused'],
  email: ['email.verified', 'email.change_requested', 'email.changed', 'email.undone'],
  account: [
    'account.created',
    'account.renamed',
    'account.picture_proposed',
    'account.picture_confirmed',
    'account.picture_stopped',
    'account.picture_removed',
    'mail_phrase.set',
    'mail_phrase.shown',
    'mail_phrase.removed',
    'account.frozen',
    'account.opened',
    'account.closing_requested',
    'account.closing_cancelled',
    'account.closed',
    'account.sanction_resumed'
  ],
  identity: ['identity.linked', 'identity.unlinked', 'identity.link_requested'],
  passkey: [
    ...(['passkey.added', 'passkey.removed', 'passkey.refused', 'passkey.cloned'] as const),
    ...steps('passkey.rule')
  ],
  provider: [
    ...(['provider.added', 'provider.changed', 'provider.removed'] as const),
    ...steps('provider.domain'),
    ...steps('provider.claims'),
    ...steps('provider.factor'),
    ...steps('provider.mode'),
    ...steps('provider.internal'),
    ...steps('provider.client')
  ],
  session: [
    ...(['session.signed_out', 'session.ended', 'session.others_ended'] as const),
    'session.not_recognized',
    'session.authenticated',
    'session.ended_by_provider',
    'session.ended_by_service',
    'session.refused_by_provider',
    'session.ended_by_mode'
  ],
  token: [
    'token.created',
    'token.revoked',
    'service_account.created',
    'service_account.changed',
    'service_account.disabled',
    'service_account.enabled'
  ],
  role: [
    'role.changed',
    'role.resigned',
    'role.proposed',
    'role.confirmed',
    'role.stopped',
    'role.claim_kept'
  ],
  webhook: [
    'webhook.created',
    'webhook.changed',
    'webhook.removed',
    'webhook.secret_renewed',
    'webhook.internal_proposed',
    'webhook.internal_confirmed',
    'webhook.internal_stopped'
  ],
  setting: ['setting.changed', 'tag.described', 'articles.imported', 'article.version_withdrawn'],
  retention: [
    'retention.proposed',
    'retention.confirmed',
    'retention.stopped',
    'retention.changed',
    'hold.proposed',
    'hold.approved',
    'hold.refused'
  ],
  people: ['people.imported', 'people.invited'],
  invitation: ['invitation.created', 'invitation.accepted', 'invitation.revoked'],
  category: ['category.created', 'category.changed', 'category.moderators_changed'],
  group: [
    'group.created',
    'group.renamed',
    'group.deleted',
    'group.member_added',
    'group.member_removed',
    'group.members_imported',
    'group.owner_changed',
    'group.invitation_created',
    'group.invitation_revoked'
  ],
  trust_list: [
    'trust_list.proposed',
    'trust_list.confirmed',
    'trust_list.stopped',
    // Before all kinds of changes had the same steps.
    'trust_list.refused',
    'trust_list.removed'
  ],
  export: ['export.own_data', 'export.tickets', 'export.security_log'],
  look: [
    'look.email',
    'look.address',
    'look.event_address',
    'look.ticket',
    'look.facts',
    'look.fact_lookup',
    'look.attachment'
  ]
} as const

export type SecurityEventGroup = keyof typeof kindsByGroup
export type SecurityEventKind = (typeof kindsByGroup)[SecurityEventGroup][number]

type Stem<K> = K extends `${infer S}stopped` ? S : never

/** What the kinds of the three steps of a pending change begin with. */
export type ApprovalEvent = Stem<SecurityEventKind>

const all: Record<SecurityEventGroup, readonly SecurityEventKind[]> = kindsByGroup

export const groups = Object.keys(all) as [SecurityEventGroup, ...SecurityEventGroup[]]

export const kinds = Object.values(all).flat() as [SecurityEventKind, ...SecurityEventKind[]]

export const kindsOf = (group: SecurityEventGroup): readonly SecurityEventKind[] => all[group]

/**
 * Reading of tickets in the daily work of agents. Requesters expect it, so their own list leaves it
 * out.
 */
export const kindsOfWork = ['look.ticket', 'look.attachment'] satisfies SecurityEventKind[]
