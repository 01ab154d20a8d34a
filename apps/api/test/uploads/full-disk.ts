import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { onTestFinished, vi } from 'vitest'

/**
 * Makes every write to a disk fail as on a full one, until the test ends.
 * @param folder of the forum, where a file can be made
 */
export async function fillDisk(folder: string, code: string): Promise<void> {
  const file = await open(join(folder, 'any'), 'w')
  const full = vi
    .spyOn(Object.getPrototypeOf(file) as typeof file, 'writeFile')
    .mockRejectedValue(Object.assign(new Error('write'), { code }))
  await file.close()
  onTestFinished(() => full.mockRestore())
}
