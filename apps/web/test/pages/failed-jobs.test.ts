import { demoAccount } from '../accounts.ts'
import { makeFailedJob } from '../failures.ts'
import { expect, test } from '../forum.ts'

test('an admin sees a job that failed for good, and runs it again after the repair', async ({
  visitor,
  say
}) => {
  const page = await visitor({ as: demoAccount('admin') })
  const job = await makeFailedJob()
  const row = page.getByRole('listitem').filter({ hasText: job.effect })
  await expect.poll(() => job.hasFailed()).toBe(true)
  await page.goto('/admin/jobs')
  await expect(row).toBeVisible()

  await job.repair()
  await row.getByRole('button', { name: say('web_admin_jobs_run') }).click()
  await expect(page.getByText(say('web_admin_jobs_ran'))).toBeVisible()
  // The answered page may still list it while it runs.
  await expect.poll(() => job.exists()).toBe(false)
  await page.reload()
  await expect(row).toBeHidden()
  await job.close()
})
