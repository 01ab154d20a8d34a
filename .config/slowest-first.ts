import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that take long and are short, for without results of a former run size decides. */
const slow = /\/test\/(matrix|process\/(development|reloading))\b/

/** Begins with the slowest files, so that none runs alone at the end. */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const isSlow = ({ moduleId }: TestSpecification) => slow.test(moduleId)
    return [...sorted.filter(isSlow), ...sorted.filter((file) => !isSlow(file))]
  }
}
