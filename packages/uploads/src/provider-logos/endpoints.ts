import { providerParams } from '@stoa/accounts/contract'
import { endpoint } from '@stoa/core'
import { nothing } from '@stoa/core/contract'
import { uploadShape } from '../contract.ts'
import { answerForm } from '../forms.ts'
import { maximumFileBytes } from '../accepted-files.ts'
import { removeLogo, setLogo } from './set.ts'

const byAdmins = { minimumRole: 'admin', scope: 'admin' } as const
const path = '/admin/sign-in-providers/:provider/logo'

export const providerLogoEndpoints = {
  setProviderLogo: endpoint({
    method: 'POST',
    path,
    summary: 'Upload the logo on the button of a sign-in provider',
    params: providerParams,
    answers: { 201: uploadShape, 303: nothing },
    ...byAdmins,
    fileBytes: maximumFileBytes,
    handle(ctx, { provider }) {
      const file = ctx.origin?.file
      const run = () => setLogo(ctx, provider, file?.name ? file : undefined)
      return file?.fields['next'] ? answerForm(ctx, file.fields, run) : run()
    }
  }),
  removeProviderLogo: endpoint({
    method: 'DELETE',
    path,
    summary: 'Remove the logo of a sign-in provider',
    params: providerParams,
    answers: { 204: nothing },
    ...byAdmins,
    handle: (ctx, { provider }) => removeLogo(ctx, provider)
  })
}
