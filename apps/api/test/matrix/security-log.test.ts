import { asc, gt } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { securityEvents } from '@stoa/accounts/schema'
import { startForum } from '../forum.ts'
import { rightCall } from './allowed.ts'
import { endpointNamed, send } from './calling.ts'
import { everyEndpoint } from './rows.ts'

const forum = startForum({ loopback: true })

/** Events that each security-relevant endpoint must log. */
const expected: Record<string, string[]> = {
  'accounts.signUp': ['account.created'],
  'accounts.verify': ['email.verified'],
  'accounts.proveEmail': ['sign_in.address_proved'],
  'accounts.resetPassword': ['password.reset'],
  'accounts.undoEmailChange': ['email.undone', 'account.frozen'],
  'accounts.freeze': ['account.frozen'],
  'accounts.signIn': ['sign_in.succeeded'],
  'accounts.continueSignIn': ['sign_in.succeeded'],
  'accounts.reauthenticate': ['session.authenticated'],
  'accounts.revokeSession': ['session.ended'],
  'accounts.disownAccess': ['session.not_recognized'],
  'accounts.revokeOtherSessions': ['session.others_ended'],
  'accounts.changePassword': ['password.changed'],
  'accounts.changeEmail': ['email.change_requested'],
  'accounts.confirmEmail': ['email.changed'],
  'accounts.closeAccount': ['account.closing_requested'],
  'accounts.cancelClosing': ['account.closing_cancelled'],
  'accounts.freezeOwnAccount': ['account.frozen'],
  'accounts.freezeByCode': ['account.frozen'],
  'accounts.exportData': ['export.own_data'],
  'accounts.confirmSecondFactor': ['second_factor.on'],
  'accounts.renewRecoveryCodes': ['second_factor.codes_renewed'],
  'accounts.removeSecondFactor': ['second_factor.off'],
  'accounts.reportLoss': ['second_factor.lost'],
  'accounts.replaceLostFactor': ['second_factor.replaced'],
  'accounts.cancelLoss': ['second_factor.loss_cancelled'],
  'accounts.recoverAdmin': ['second_factor.replaced'],
  'accounts.joinByProvider': ['account.created'],
  'accounts.setMailPhrase': ['mail_phrase.set'],
  'accounts.mailPhrase': ['mail_phrase.shown'],
  'accounts.removeMailPhrase': ['mail_phrase.removed'],
  'accounts.unlinkIdentity': ['identity.unlinked'],
  'accounts.signInWithPasskey': ['sign_in.succeeded'],
  'accounts.continueWithPasskey': ['sign_in.succeeded'],
  'accounts.provePasskey': ['session.authenticated'],
  'accounts.addPasskey': ['passkey.added'],
  'accounts.removePasskey': ['passkey.removed'],
  'accounts.addProvider': ['provider.added'],
  'accounts.changeProvider': ['provider.changed'],
  'accounts.removeProvider': ['provider.removed'],
  'accounts.endSessionsOfIdentity': ['session.ended_by_service'],
  'accounts.proposeClaimMappings': ['provider.claims_proposed'],
  'accounts.proposeSignInMode': ['provider.mode_proposed'],
  'accounts.createToken': ['token.created'],
  'accounts.revokeToken': ['token.revoked'],
  'accounts.setRole': ['role.changed'],
  'accounts.changeSignUp': ['setting.changed'],
  'accounts.changeReadingAccess': ['setting.changed'],
  'accounts.invite': ['invitation.created'],
  'accounts.inviteToRole': ['invitation.created'],
  'accounts.acceptRole': ['invitation.accepted'],
  'accounts.revokeInvitation': ['invitation.revoked'],
  'accounts.approve': ['role.confirmed'],
  'accounts.refuse': ['role.stopped'],
  'accounts.withdraw': ['role.stopped'],
  'accounts.revealPersonalData': ['look.email'],
  'accounts.exportSecurityLog': ['export.security_log'],
  'accounts.searchByEmail': ['look.email'],
  'accounts.createForOwner': ['account.created'],
  'accounts.activateAccount': ['email.verified'],
  'accounts.importPeople': ['people.imported'],
  'accounts.sendInvitations': ['people.invited'],
  'accounts.renameSelf': ['account.renamed'],
  'accounts.renameUser': ['account.renamed'],
  'accounts.closeForOwner': ['account.closing_requested'],
  'accounts.revealEventAddress': ['look.event_address'],
  'articles.withdraw': ['article.version_withdrawn'],
  'announcements.addType': ['setting.changed'],
  'announcements.changeType': ['setting.changed'],
  'announcements.removeType': ['setting.changed'],
  'announcements.addService': ['setting.changed'],
  'announcements.changeService': ['setting.changed'],
  'announcements.archiveService': ['setting.changed'],
  'announcements.unarchiveService': ['setting.changed'],
  'filters.add': ['setting.changed'],
  'filters.change': ['setting.changed'],
  'filters.remove': ['setting.changed'],
  'groups.create': ['group.created'],
  'groups.rename': ['group.renamed'],
  'groups.remove': ['group.deleted'],
  'groups.addMember': ['group.member_added'],
  'groups.removeMember': ['group.member_removed'],
  'groups.importMembers': ['group.members_imported'],
  'groups.invite': ['group.invitation_created'],
  'groups.revokeInvitation': ['group.invitation_revoked'],
  'groups.join': ['group.member_added'],
  'documents.publish': ['setting.changed'],
  'guards.addTrusted': ['trust_list.proposed'],
  'guards.removeTrusted': ['trust_list.stopped'],
  'operations.openForum': ['setting.changed'],
  'languages.choose': ['setting.changed'],
  'guards.importBlockList': ['setting.changed'],
  // What holds at once, and what waits.
  'site.save': ['setting.changed', 'setting.changed'],
  'site.approve': ['setting.changed'],
  'site.discard': ['setting.changed'],
  'site.restore': ['setting.changed'],
  'site.setPicture': ['setting.changed'],
  'site.removePicture': ['setting.changed'],
  'uploads.proposePicture': ['account.picture_proposed'],
  'uploads.removePicture': ['account.picture_removed'],
  'uploads.setProviderLogo': ['provider.changed'],
  'uploads.removeProviderLogo': ['provider.changed'],
  'search.saveRelatedWords': ['setting.changed'],
  'threads.createCategory': ['category.created'],
  'threads.changeCategory': ['category.changed'],
  'threads.addCategoryField': ['category.changed'],
  'threads.changeCategoryField': ['category.changed'],
  'threads.removeCategoryField': ['category.changed'],
  'threads.archiveCategory': ['category.changed'],
  'threads.unarchiveCategory': ['category.changed'],
  'threads.mergeCategory': ['category.changed'],
  'threads.deleteCategory': ['category.changed'],
  'threads.appointModerator': ['category.moderators_changed'],
  'threads.removeModerator': ['category.moderators_changed'],
  'threads.describeTag': ['tag.described'],
  'tickets.addTopic': ['setting.changed'],
  'tickets.addCustomFact': ['setting.changed'],
  'tickets.changeCustomFact': ['setting.changed'],
  'tickets.lookUpFact': ['look.fact_lookup'],
  'tickets.changeTopic': ['setting.changed'],
  'tickets.removeTopic': ['setting.changed'],
  'retention.change': ['retention.changed'],
  'tickets.setServiceLevels': ['setting.changed'],
  'tickets.proposeHold': ['hold.proposed'],
  'tickets.approveHold': ['hold.approved'],
  'tickets.refuseHold': ['hold.refused'],
  'volunteers.stepDown': ['role.resigned', 'category.moderators_changed'],
  'serviceAccounts.create': ['service_account.created'],
  'serviceAccounts.change': ['service_account.changed'],
  'serviceAccounts.disable': ['service_account.disabled'],
  'serviceAccounts.enable': ['service_account.enabled'],
  'serviceAccounts.createToken': ['token.created'],
  'serviceAccounts.revokeToken': ['token.revoked'],
  'webhooks.create': ['webhook.created'],
  'webhooks.change': ['webhook.changed'],
  'webhooks.remove': ['webhook.removed'],
  'webhooks.renewSecret': ['webhook.secret_renewed']
}

/** Admin endpoints that change nothing relevant to security; `volunteers.decide` declines here. */
const besides = [
  // Requiring them would take the power of all others here; see `accounts/staff-passkeys.test.ts`.
  'accounts.changeStaffPasskeys',
  'accounts.beginProviderTest',
  'accounts.previewClaimMappings',
  'accounts.sendTestMail',
  'accounts.confirmTestMail',
  'volunteers.decide',
  'webhooks.test',
  'webhooks.sendAgain',
  'documents.save',
  'documents.discard',
  // It is in the log, in the forum of `admin/packs.test.ts`.
  'operations.applyPack',
  'operations.runJobAgain'
]

const lastId = async () => {
  const [row] = await forum.connection.sql<{ id: number }[]>`
    select coalesce(max(id), 0) as id from security_events`
  return row?.id ?? 0
}

async function kindsLeftBy(name: string): Promise<string[]> {
  const { world, call } = await rightCall(forum, name)
  const before = await lastId()
  const { status, text } = await send(forum, world.caller, name, call)
  expect(status, text).toBeLessThan(300)
  const rows = await forum.connection.db
    .select({ kind: securityEvents.kind })
    .from(securityEvents)
    .where(gt(securityEvents.id, before))
    .orderBy(asc(securityEvents.id))
  return rows.map(({ kind }) => kind)
}

test.each(Object.entries(expected))('%s leaves %j', async (name, kinds) => {
  expect(await kindsLeftBy(name)).toEqual(kinds)
})

test('admin endpoints are in the security log, except those listed here', () => {
  const changes = everyEndpoint
    .filter(([, { minimumRole: least, method }]) => least === 'admin' && method !== 'GET')
    .map(([name]) => name)
  expect(changes.filter((name) => !(name in expected))).toEqual(besides)
  expect(Object.keys(expected).filter((name) => !endpointNamed(name))).toEqual([])
})
