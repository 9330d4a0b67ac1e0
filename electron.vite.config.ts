// How the three bundles are built: main (two entries: the Electron shell and the browser host), preload, renderer.
// Minified explicitly, because electron-vite leaves main and preload readable by default; the preload is CommonJS
// (`.cjs`), because a sandboxed preload cannot be an ES module.
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const at = (path: string) => resolve(import.meta.dirname, path)

/** Pages have addresses of several levels (`/c/prod/nodes`): assets are named from the root, not beside the page. */
const baseAtRoot = { name: 'base-at-root', config: () => ({ base: '/' }) }

export default defineConfig({
  main: {
    build: {
      minify: true,
      sourcemap: true,
      outDir: 'out/main',
      externalizeDeps: true,
      rollupOptions: {
        input: { index: at('src/main/index.ts'), headless: at('src/main/headless.ts') },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      minify: true,
      outDir: 'out/preload',
      rollupOptions: {
        input: { index: at('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [react(), baseAtRoot],
    resolve: { alias: [{ find: /^zod$/, replacement: at('src/renderer/api/withoutEval.ts') }] },
    build: {
      minify: true,
      outDir: at('out/renderer'),
      emptyOutDir: true,
      rollupOptions: { input: at('src/renderer/index.html') },
    },
  },
})
