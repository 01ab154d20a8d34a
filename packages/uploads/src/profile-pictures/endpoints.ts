import { endpoint } from '@stoa/core'
import { nothing } from '@stoa/core/contract'
import { answerForm } from '../forms.ts'
import { maximumFileBytes } from '../accepted-files.ts'
import { ownPicture, pictureOwner, proposedPicture } from './contract.ts'
import { proposePicture } from './propose.ts'
import { removePicture } from './remove.ts'
import { showOwnPicture } from './show.ts'

export const profilePictureEndpoints = {
  ownPicture: endpoint({
    method: 'GET',
    path: '/me/picture',
    summary: 'Get your uploaded picture that waits for a second person',
    answers: { 200: ownPicture },
    minimumRole: 'member',
    handle: (ctx) => showOwnPicture(ctx)
  }),
  proposePicture: endpoint({
    method: 'POST',
    path: '/me/picture',
    summary: 'Upload your picture, which others see once a second person has approved it',
    answers: { 201: proposedPicture, 303: nothing },
    minimumRole: 'member',
    scope: null,
    fileBytes: maximumFileBytes,
    limit: { per: 'actor', count: 20, seconds: 3600 },
    handle(ctx) {
      const file = ctx.origin?.file
      const run = () => proposePicture(ctx, file?.name ? file : undefined)
      return file?.fields['next'] ? answerForm(ctx, file.fields, run) : run()
    }
  }),
  removePicture: endpoint({
    method: 'DELETE',
    path: '/users/:username/picture',
    summary: 'Remove the uploaded picture of a user',
    params: pictureOwner,
    answers: { 204: nothing },
    minimumRole: 'admin',
    scope: 'admin',
    handle: (ctx, { username }) => removePicture(ctx, username)
  })
}
