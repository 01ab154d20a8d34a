import { endpoint } from '@stoa/core'
import { idParams, nothing } from '@stoa/core/contract'
import { translationParams } from '../shapes.ts'
import {
  articleInput,
  preview,
  previewInput,
  publicationAnswer,
  publicationInput,
  restorationInput,
  savedArticle,
  settingsChange,
  versionChange,
  versionParams,
  withdrawalInput
} from './contract.ts'
import { articleSource, translationSource } from './source-contract.ts'
import { discardTranslation } from './discard.ts'
import { createArticle, saveVersion } from './draft.ts'
import { previewArticle } from './content.ts'
import { propose, publish, recall } from './publish.ts'
import { restoreVersion } from './restore.ts'
import { answerOf } from '../readers/answer.ts'
import { readersAnswer } from '../readers/contract.ts'
import { changeSettings } from './settings.ts'
import { articleSourceOf, translationSourceOf } from './source.ts'
import { withdrawVersion } from './withdraw.ts'

/** Endpoints for those who write articles. Acts that reach readers need a fresh sign-in. */
export const writingEndpoints = {
  create: endpoint({
    method: 'POST',
    path: '/articles',
    summary: 'Create an article as a draft in its first language',
    body: articleInput,
    answers: { 201: savedArticle },
    minimumRole: 'volunteer',
    handle: createArticle
  }),
  preview: endpoint({
    method: 'POST',
    path: '/articles/previews',
    summary: 'Render the Markdown of an article',
    body: previewInput,
    answers: { 200: preview },
    minimumRole: 'volunteer',
    handle: previewArticle
  }),
  source: endpoint({
    method: 'GET',
    path: '/articles/:id/source',
    summary: 'Get the settings and translations of an article you work on',
    params: idParams,
    answers: { 200: articleSource },
    minimumRole: 'volunteer',
    handle: (ctx, { id }) => articleSourceOf(ctx, id)
  }),
  changeSettings: endpoint({
    method: 'PATCH',
    path: '/articles/:id',
    summary:
      'Change section, tags, readers, author or owner of an article; more readers need two people',
    params: idParams,
    body: settingsChange,
    answers: { 204: nothing, 202: readersAnswer },
    minimumRole: 'staff',
    fresh: true,
    handle: async (ctx, { id, ...change }) => answerOf(await changeSettings(ctx, id, change))
  }),
  translationSource: endpoint({
    method: 'GET',
    path: '/articles/:id/translations/:language',
    summary: 'Get the newest version of a translation, source and preview',
    params: translationParams,
    answers: { 200: translationSource },
    minimumRole: 'volunteer',
    handle: (ctx, { id, language }) => translationSourceOf(ctx, id, language)
  }),
  save: endpoint({
    method: 'PUT',
    path: '/articles/:id/translations/:language',
    summary: 'Save a version of a translation; readers see it once it is published',
    params: translationParams,
    body: versionChange,
    answers: { 200: savedArticle },
    minimumRole: 'volunteer',
    handle: (ctx, { id, language, ...input }) => saveVersion(ctx, id, language, input)
  }),
  discard: endpoint({
    method: 'DELETE',
    path: '/articles/:id/translations/:language',
    summary: 'Delete a translation that was never public; with the original, the article',
    params: translationParams,
    answers: { 204: nothing },
    minimumRole: 'volunteer',
    handle: (ctx, { id, language }) => discardTranslation(ctx, id, language)
  }),
  propose: endpoint({
    method: 'POST',
    path: '/articles/:id/translations/:language/proposal',
    summary: 'Send your version to the staff who publish articles',
    params: translationParams,
    answers: { 204: nothing },
    minimumRole: 'volunteer',
    handle: (ctx, { id, language }) => propose(ctx, id, language)
  }),
  publish: endpoint({
    method: 'POST',
    path: '/articles/:id/translations/:language/publication',
    summary: 'Publish the newest version, at once or at a time; critical changes need two people',
    params: translationParams,
    body: publicationInput,
    answers: { 200: publicationAnswer },
    minimumRole: 'staff',
    fresh: true,
    handle: (ctx, { id, language, ...input }) => publish(ctx, id, language, input)
  }),
  recall: endpoint({
    method: 'POST',
    path: '/articles/:id/translations/:language/publication/undo',
    summary: 'Move a waiting or scheduled version back to drafts',
    params: translationParams,
    answers: { 204: nothing },
    minimumRole: 'staff',
    handle: (ctx, { id, language }) => recall(ctx, id, language)
  }),
  restore: endpoint({
    method: 'POST',
    path: '/articles/:id/translations/:language/restoration',
    summary: 'Save an earlier version once more, as the newest',
    params: translationParams,
    body: restorationInput,
    answers: { 200: savedArticle },
    minimumRole: 'volunteer',
    handle: (ctx, { id, language, ...input }) => restoreVersion(ctx, id, language, input)
  }),
  withdraw: endpoint({
    method: 'PUT',
    path: '/articles/:id/translations/:language/revisions/:number/withdrawal',
    summary: 'Withdraw an earlier public version: the history no longer shows what it said',
    params: versionParams,
    body: withdrawalInput,
    answers: { 204: nothing },
    minimumRole: 'staff',
    fresh: true,
    handle: (ctx, { id, language, ...input }) => withdrawVersion(ctx, id, language, input)
  })
}
