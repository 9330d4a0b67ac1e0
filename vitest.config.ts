// Unit tests stand beside the code they test; those of the renderer need a DOM and say so with `.test.tsx`.
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [react()],
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: ['src/**/*.test.ts', 'scripts/**/*.test.ts', 'e2e/fixtures/**/*.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'renderer',
          environment: 'jsdom',
          include: ['src/renderer/**/*.test.tsx'],
          setupFiles: ['src/renderer/testSetup.ts'],
        },
      },
      {
        // The built shell (out/), against a stand-in for the electron module: build first, as npm test does.
        extends: true,
        test: { name: 'shell', environment: 'node', include: ['e2e/shell/**/*.test.ts'] },
      },
      {
        // Needs the real swarm lab: SWARMDECK_LAB names its folder, SWARMDECK_LAB_NET its first three octets.
        extends: true,
        test: {
          name: 'lab',
          environment: 'node',
          include: ['src/**/*.lab.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
