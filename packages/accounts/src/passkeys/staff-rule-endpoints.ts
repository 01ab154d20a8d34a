import { endpoint } from '@stoa/core'
import * as shapes from './contract.ts'
import { changeStaffRule, showStaffRule } from './staff-rule-change.ts'

const path = '/admin/staff-passkeys'

/** Endpoints for whether the team needs passkeys. */
export const staffRuleEndpoints = {
  staffPasskeys: endpoint({
    method: 'GET',
    path,
    summary: 'Show whether special permissions need a passkey, and who has none',
    answers: { 200: shapes.staffPasskeys },
    minimumRole: 'admin',
    scope: 'admin',
    handle: showStaffRule
  }),
  changeStaffPasskeys: endpoint({
    method: 'PUT',
    path,
    summary:
      'Require a passkey for special permissions; a second administrator confirms the end of it',
    body: shapes.staffPasskeysInput,
    answers: { 200: shapes.staffPasskeysOutcome },
    minimumRole: 'admin',
    scope: null,
    fresh: true,
    handle: async (ctx, { required }) => ({ waiting: await changeStaffRule(ctx, required) })
  })
}
