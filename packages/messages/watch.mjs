// Compiles messages whenever one of their files changes. The project stays loaded, so this takes
// half a second instead of the seconds of a build. Removed keys stay until the next build.
import fs, { readFileSync, watch } from 'node:fs'
import { basename } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { compileProject, writeOutput } from '@inlang/paraglide-js'
import { loadProjectFromDirectory } from '@inlang/sdk'
import { capabilities, compilerOptions, patched, writeProject } from './compiler.mjs'

const { project: path, outdir: directory } = compilerOptions
writeProject()
const project = await loadProjectFromDirectory({ path, fs })

let previousOutputHashes
async function compile(file) {
  const content = readFileSync(file)
  JSON.parse(content.toString())
  const files = [{ locale: basename(file, '.json'), content }]
  await project.importFiles({ pluginKey: 'plugin.inlang.messageFormat', files })
  const output = patched(await compileProject({ project, projectPath: path, compilerOptions }))
  const written = { directory, output, cleanDirectory: false, previousOutputHashes }
  previousOutputHashes = await writeOutput({ ...written, fs: fs.promises })
}

const failed = (file) => (error) => process.stderr.write(`${file}: ${error.message}\n`)

// Runs one compilation at a time, and only one for several writes of an editor.
const waiting = new Set()
let working

async function compileWaiting() {
  await setTimeout(30)
  for (const file of waiting) {
    waiting.delete(file)
    await compile(file).catch(failed(file))
  }
  working = undefined
}

function changed(file) {
  waiting.add(file)
  working ??= compileWaiting()
}

for (const capability of capabilities) {
  const folder = `${path}/../${capability}`
  watch(folder, (_, name) => name?.endsWith('.json') && changed(`${folder}/${name}`))
}
process.stdout.write('Words are compiled as they change.\n')
