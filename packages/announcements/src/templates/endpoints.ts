import { endpoint } from '@stoa/core'
import { nothing } from '@stoa/core/contract'
import {
  templateHistory,
  templateInput,
  templateList,
  templateParams,
  templateReset
} from './contract.ts'
import { resetTemplate, saveTemplate } from './save.ts'
import { listTemplates, templateHistoryOf } from './templates.ts'

/** Endpoints for templates. Saving needs a fresh sign-in. */
export const templateEndpoints = {
  templates: endpoint({
    method: 'GET',
    path: '/announcements/templates',
    summary: 'List announcement templates in every language',
    answers: { 200: templateList },
    minimumRole: 'staff',
    handle: listTemplates
  }),
  saveTemplate: endpoint({
    method: 'PUT',
    path: '/announcements/templates/:type/:language',
    summary: 'Save a new version of a template; rejected if it makes a promise',
    params: templateParams,
    body: templateInput,
    answers: { 204: nothing },
    minimumRole: 'staff',
    fresh: true,
    handle: (ctx, { type, language, ...input }) => saveTemplate(ctx, { type, language }, input)
  }),
  resetTemplate: endpoint({
    method: 'POST',
    path: '/announcements/templates/:type/:language/reset',
    summary: 'Reset a template to the default text',
    params: templateParams,
    body: templateReset,
    answers: { 204: nothing },
    minimumRole: 'staff',
    fresh: true,
    handle: (ctx, { type, language, revision }) => resetTemplate(ctx, { type, language }, revision)
  }),
  templateHistory: endpoint({
    method: 'GET',
    path: '/announcements/templates/:type/:language/revisions',
    summary: 'List versions of a template, newest first',
    params: templateParams,
    answers: { 200: templateHistory },
    minimumRole: 'staff',
    handle: (ctx, { type, language }) => templateHistoryOf(ctx, { type, language })
  })
}
