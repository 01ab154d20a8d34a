import { m } from '@stoa/messages'

export const ruleWords = {
  public: m.web_admin_rule_public,
  read_only: m.web_admin_rule_read_only,
  approve_first: m.web_admin_rule_approve_first,
  staff_only: m.web_admin_rule_staff_only
}

export const groupFields = ['readerGroups', 'writerGroups', 'moderatorGroups'] as const
