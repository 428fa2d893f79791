import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'

/** The skeleton's style stands in the page itself: a file of its own would be one more answer that the first paint waits for. */
const styleInPage: Plugin = {
  name: 'style-in-page',
  apply: 'build',
  transformIndexHtml: { order: 'pre', handler: (html) => html.replace('<link rel="stylesheet" href="./shell/tokens.css" />', () => `<style>${readFileSync(resolve('src/renderer/shell/tokens.css'), 'utf8')}</style>`) },
}

/**
 * `main` holds every program that runs on Node: the Electron entry, the core process, the web host, the command line
 * and the threads that read workbooks and draw papers. They share chunks, so the core is built once.
 * Only the database driver stays outside the bundle; it is the one entry of `dependencies`.
 */
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      target: 'node20.18',
      minify: false,
      externalizeDeps: true,
      rollupOptions: {
        input: {
          index: resolve('src/main/index.ts'),
          'core-process': resolve('src/main/core-process.ts'),
          web: resolve('src/web/index.ts'),
          cli: resolve('src/cli/index.ts'),
          'workbook-worker': resolve('src/core/excel/workbook-worker.ts'),
          'drawing-worker': resolve('src/core/drawings/drawing-worker.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      rollupOptions: {
        input: { index: resolve('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [vue(), styleInPage],
    build: {
      outDir: 'out/renderer',
      target: 'chrome130',
      minify: true,
      rollupOptions: { input: { index: resolve('src/renderer/index.html') } },
    },
  },
})
