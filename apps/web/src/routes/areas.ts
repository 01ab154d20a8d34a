import { m } from '@stoa/messages'
import { sectionAt, type Area, type Section } from '#lib/frame/sections.ts'
import { sections as administration } from './admin/sections.ts'
import { sections as desk } from './desk/sections.ts'
import { moderationSections } from './moderation/sections.ts'
import { settingsSections } from './settings/sections.ts'

type Data = Pick<App.PageData, 'me'> & { passwords?: { allowed: boolean } }

/**
 * The area that a page belongs to, for those who work there: its pages stand beside it instead of
 * the forum's categories. An administrator's pages outside of `/admin` belong to their own area.
 */
export function areaOf(pathname: string, { me, passwords }: Data): Area | undefined {
  const areas = [
    me.capabilities.includes('desk') && { title: m.tickets_desk, sections: desk },
    me.can.moderate && {
      title: m.web_account_moderation,
      sections: moderationSections(me.capabilities.includes('moderation'))
    },
    me.role !== 'guest' && {
      title: m.web_account_settings,
      sections: settingsSections(passwords?.allowed ?? true)
    },
    me.can.administer && { title: m.web_account_admin, sections: administration }
  ]
  return areas.filter((area) => area !== false).find(contains(pathname))
}

const contains =
  (pathname: string) =>
  ({ sections }: { sections: readonly Section[] }) =>
    sectionAt(sections, pathname) !== undefined
