import { expect, it } from 'vitest'
import { missingPackages } from './debianPackages.ts'

it('names the packages none of whose programs is there', () => {
  const needs = { 'docker.io': ['dockerd'], chromium: ['chromium', 'google-chrome'], openssl: ['openssl'] }
  const there = new Set(['google-chrome', 'openssl'])
  expect(missingPackages(needs, (program) => there.has(program))).toEqual(['docker.io'])
})
