import { endpoint } from '@stoa/core'
import { nothing } from '@stoa/core/contract'
import { fileAnswer } from './answering.ts'
import { upload as uploadShape, uploadParams } from './contract.ts'
import { answerForm } from './forms.ts'
import { readUpload } from './reading.ts'
import { maximumFileBytes, upload } from './uploading.ts'

export const uploadsEndpoints = {
  upload: endpoint({
    method: 'POST',
    path: '/uploads',
    summary: 'Upload a file, private until a post includes it',
    answers: { 201: uploadShape, 303: nothing },
    minimumRole: 'member',
    scope: ['write', 'support'],
    fileBytes: maximumFileBytes,
    limit: { per: 'actor', count: 30, seconds: 60 },
    handle(ctx) {
      const file = ctx.origin?.file
      const run = () => upload(ctx, file?.name ? file : undefined)
      return file?.fields['next'] ? answerForm(ctx, file.fields, run) : run()
    }
  }),
  show: endpoint({
    method: 'GET',
    path: '/uploads/:id',
    summary: 'Download a file, for people who can read the post it is attached to',
    params: uploadParams,
    answers: { 200: nothing },
    minimumRole: 'guest',
    scope: ['read', 'support'],
    handle: async (ctx, { id }) => fileAnswer(await readUpload(ctx, id))
  })
}
