// An Angular application for hosts: its sources → what `ng build` makes of them.

import { renameSync } from 'node:fs'
import { join } from 'node:path'
import { run, tool, version, write } from './host.mjs'

const OPTIONS = { browser: 'src/main.ts', index: 'src/index.html', tsConfig: 'tsconfig.json', outputPath: 'out', polyfills: ['zone.js'], assets: ['src/doe.bib', 'src/assets'], progress: false }
// As `ng new` writes it, but for the limits of size.
const CONFIG = { version: 1, cli: { analytics: false, cache: { enabled: false } }, projects: { site: { projectType: 'application', root: '', sourceRoot: 'src', architect: { build: { builder: '@angular/build:application', options: OPTIONS } } } } }
const TYPESCRIPT = { compilerOptions: { strict: true, target: 'ES2022', module: 'preserve', experimentalDecorators: true, skipLibCheck: false, types: [] }, angularCompilerOptions: { strictTemplates: true, strictInjectionParameters: true, strictInputAccessModifiers: true }, include: ['src/**/*.ts'] }

// Builds an application whose root component is `App` of src/app.ts; gives the version of Angular.
export async function buildAngular(folder, files, { head = '' } = {}) {
  write(folder, {
    'package.json': '{ "name": "angular-site", "private": true }\n',
    'angular.json': JSON.stringify(CONFIG),
    'tsconfig.json': JSON.stringify(TYPESCRIPT),
    'src/index.html': `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Site</title><base href="/"><link rel="icon" href="data:,">${head}</head><body><app-root></app-root></body></html>\n`,
    'src/main.ts': "import { bootstrapApplication } from '@angular/platform-browser'\nimport { App } from './app'\n\nbootstrapApplication(App).catch((error: unknown) => console.error(error))\n",
    ...files,
  })
  await run('node', [tool('@angular/cli/bin/ng.js'), 'build'], { cwd: folder, env: { ...process.env, NG_CLI_ANALYTICS: 'false', CI: '1' } })
  renameSync(join(folder, 'out/browser'), join(folder, 'site'))
  return version('Angular', '@angular/core')
}
