import { links } from '@stoa/safety/schema'
import { addedProvider } from './known-provider.ts'
import { publicPage } from './rows/documents.ts'
import { type PageRow, forAdmins, forGuests, forMembers } from './page-rows.ts'

/** Their menu offers a password only where one signs in by it. */
const settingsPage = (path: string, ...calls: string[]) =>
  forMembers(path, 'accounts.providerButtons', ...calls)

export const accountPages: Record<string, PageRow> = {
  '/sign-in': forGuests('/sign-in', 'accounts.providerButtons', 'accounts.passkeyAddress'),
  '/sign-in/passkey': forMembers('/sign-in/passkey'),
  '/sign-in/with/[provider=provider]': {
    ...forGuests('', 'accounts.beginProviderSignIn'),
    path: async ({ forum }) => `/sign-in/with/${await addedProvider(forum)}`,
    status: 302
  },
  '/sign-in/with/[provider=provider]/return': forGuests(
    '/sign-in/with/nobody/return?code=a&state=b',
    'accounts.finishProviderSignIn'
  ),
  '/sign-up': forGuests('/sign-up', 'accounts.showSignUp', 'accounts.providerButtons'),
  '/sign-out': { ...forGuests('/sign-out'), status: 303 },
  '/signed-out': forGuests('/signed-out?at=nobody', 'accounts.providerSignOut'),
  '/retention': forGuests('/retention', 'retention.show'),
  '/documents/[slug=category]': {
    path: publicPage,
    reader: 'guest',
    calls: ['documents.list', 'documents.show']
  },
  '/documents/[slug=category]/history': forGuests('/documents/rules/history', 'documents.history'),
  '/documents/[slug=category]/history/[number=version]': forGuests(
    '/documents/terms/history/0',
    'documents.version'
  ),
  '/setup': forGuests('/setup'),
  '/setup/pack': forAdmins('/setup/pack', 'operations.packs'),
  '/verify': forGuests('/verify?q=forum.example', 'guards.official', 'guards.trusted'),
  '/leave/[token=token]': {
    ...forGuests('', 'guards.link'),
    async path({ forum }) {
      const token = `p${Math.random().toString(36).slice(2).padEnd(21, '0').slice(0, 21)}`
      const link = { token, url: 'https://elsewhere.example/', verdict: 'unknown' } as const
      await forum.connection.db.insert(links).values({ ...link, keptAt: forum.now() })
      return `/leave/${token}`
    }
  },
  '/verify-email': forGuests('/verify-email'),
  '/reset-password': forGuests('/reset-password', 'accounts.providerButtons'),
  '/link-account': forGuests('/link-account?token=nonsense', 'accounts.showMailedLink'),
  '/choose-password': forGuests(
    '/choose-password?token=nonsense',
    'accounts.showActivation',
    'accounts.providerButtons'
  ),
  '/join': forGuests('/join?token=nonsense', 'groups.invitation'),
  '/join-team': forGuests('/join-team?token=nonsense', 'accounts.roleInvitation'),
  '/prove-email': forGuests('/prove-email'),
  '/admit-device': forGuests('/admit-device?token=nonsense'),
  '/freeze-account': forGuests('/freeze-account?token=nonsense'),
  '/solved': forGuests('/solved?token=nonsense'),
  '/keep-account': forGuests('/keep-account?token=nonsense'),
  '/keep-second-factor': forGuests('/keep-second-factor?token=nonsense'),
  '/lost-factor': { ...forGuests('/lost-factor'), status: 303 },
  '/recover-admin': forGuests('/recover-admin'),
  '/undo-email-change': forGuests('/undo-email-change?token=nonsense'),

  '/bookmarks': forMembers('/bookmarks', 'threads.bookmarks'),
  '/drafts': forMembers('/drafts', 'threads.drafts'),
  '/notifications': forMembers('/notifications', 'notifications.list'),
  '/settings': settingsPage('/settings', 'uploads.ownPicture'),
  '/settings/data': settingsPage('/settings/data'),
  '/settings/groups': settingsPage('/settings/groups', 'groups.groups'),
  '/settings/email': settingsPage('/settings/email'),
  '/settings/muted': settingsPage('/settings/muted', 'accounts.mutedUsers'),
  '/settings/notifications': settingsPage(
    '/settings/notifications',
    'notifications.preferences',
    'threads.followedTags'
  ),
  '/settings/password': settingsPage('/settings/password'),
  '/settings/security': forMembers(
    '/settings/security',
    'accounts.ownSecurityEvents',
    'accounts.providerButtons',
    'accounts.identities',
    'accounts.sessions',
    'accounts.tokens',
    'accounts.passkeys',
    'accounts.secondFactor',
    'accounts.passkeyAddress'
  ),
  '/prove': forMembers('/prove', 'accounts.waysToProve'),
  '/prove/with/[provider=provider]': {
    ...forMembers('', 'accounts.beginProviderProof'),
    path: async ({ forum }) => `/prove/with/${await addedProvider(forum)}`,
    status: 302
  },
  '/settings/security/link/[provider=provider]': {
    ...forMembers('', 'accounts.beginLink', 'accounts.providerButtons'),
    path: async ({ forum }) => `/settings/security/link/${await addedProvider(forum)}`
  },
  '/settings/security/not-me': settingsPage(
    '/settings/security/not-me',
    'accounts.sessions',
    'accounts.tokens'
  ),
  '/settings/security/phrase': settingsPage('/settings/security/phrase'),
  '/settings/sessions': settingsPage('/settings/sessions', 'accounts.sessions'),
  '/settings/tokens': settingsPage('/settings/tokens', 'accounts.tokens')
}
