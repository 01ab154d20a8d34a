import { endpoint } from '@stoa/core'
import { approvalInput, idParams, nothing } from '@stoa/core/contract'
import { answerForm, maximumFileBytes } from '@stoa/uploads'
import { uploadShape } from '@stoa/uploads/contract'
import { approveSite, discardWaiting, readDraft } from './draft.ts'
import {
  pictureParams,
  restorationInput,
  savedShape,
  siteDraft,
  siteHistory,
  siteInput,
  siteShape
} from './contract.ts'
import { readHistory, restoreVersion } from './history.ts'
import { removePicture, setPicture } from './picture-changes.ts'
import { saveWords } from './save.ts'
import { showSite } from './show.ts'

const byAdmins = { minimumRole: 'admin', scope: 'admin' } as const

/** Endpoints of the site: `api.site.<name>`. */
export const siteEndpoints = {
  show: endpoint({
    method: 'GET',
    path: '/site',
    summary: 'Get what the forum is called and how it looks',
    answers: { 200: siteShape },
    minimumRole: 'guest',
    handle: showSite
  }),
  draft: endpoint({
    method: 'GET',
    path: '/site/draft',
    summary: 'Get the newest version, and what of it waits for a second administrator',
    answers: { 200: siteDraft },
    ...byAdmins,
    handle: readDraft
  }),
  save: endpoint({
    method: 'PUT',
    path: '/site',
    summary: 'Save a version; names, senders and outside addresses wait for a second administrator',
    body: siteInput,
    answers: { 200: savedShape },
    ...byAdmins,
    handle: saveWords
  }),
  approve: endpoint({
    method: 'POST',
    path: '/site/draft/approval',
    summary: 'Approve the waiting version that you read, as a second administrator',
    body: approvalInput,
    answers: { 204: nothing },
    ...byAdmins,
    fresh: true,
    handle: (ctx, { revision }) => approveSite(ctx, revision)
  }),
  discard: endpoint({
    method: 'DELETE',
    path: '/site/draft',
    summary: 'Discard the waiting version that you read',
    query: approvalInput,
    answers: { 204: nothing },
    ...byAdmins,
    handle: (ctx, { revision }) => discardWaiting(ctx, revision)
  }),
  history: endpoint({
    method: 'GET',
    path: '/site/versions',
    summary: 'List the last versions with their differences, newest first',
    answers: { 200: siteHistory },
    ...byAdmins,
    handle: readHistory
  }),
  restore: endpoint({
    method: 'POST',
    path: '/site/versions/:id/restoration',
    summary: 'Save an earlier version anew',
    params: idParams,
    body: restorationInput,
    answers: { 200: savedShape },
    ...byAdmins,
    handle: (ctx, { id, revision }) => restoreVersion(ctx, id, revision)
  }),
  setPicture: endpoint({
    method: 'POST',
    path: '/site/pictures/:use',
    summary: 'Set a logo, the icon or a social picture; logos and icons wait as names do',
    params: pictureParams,
    answers: { 201: uploadShape, 303: nothing },
    ...byAdmins,
    fileBytes: maximumFileBytes,
    handle(ctx, { use }) {
      const file = ctx.origin?.file
      const run = () => setPicture(ctx, use, file?.name ? file : undefined)
      return file?.fields['next'] ? answerForm(ctx, file.fields, run) : run()
    }
  }),
  removePicture: endpoint({
    method: 'DELETE',
    path: '/site/pictures/:use',
    summary: 'Remove a picture',
    params: pictureParams,
    answers: { 204: nothing },
    ...byAdmins,
    handle: (ctx, { use }) => removePicture(ctx, use)
  })
}
