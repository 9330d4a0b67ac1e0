import { expect, test } from 'vitest'
import { familiarImage, parseImage } from './imageReference.ts'

const digest = `sha256:${'a'.repeat(64)}`

test.each([
  ['nginx', 'nginx:latest'],
  ['docker.io/library/nginx', 'nginx:latest'],
  ['index.docker.io/library/nginx:1.27', 'nginx:1.27'],
  ['docker.io/grafana/loki:2', 'grafana/loki:2'],
  ['registry.lab:5000/web', 'registry.lab:5000/web:latest'],
  ['localhost/web:1', 'localhost/web:1'],
  [`ubuntu@${digest}`, `ubuntu@${digest}`],
  [`ubuntu:22.04@${digest}`, `ubuntu:22.04@${digest}`],
])('%s is written as docker writes it: %s', (given, familiar) => {
  expect(familiarImage(given)).toBe(familiar)
})

test('takes a reference apart', () => {
  expect(parseImage('nginx')).toEqual({
    registry: 'docker.io',
    path: 'library/nginx',
    tag: null,
    digest: null,
  })
  expect(parseImage(`ghcr.io:443/a/b:c@${digest}`)).toEqual({
    registry: 'ghcr.io:443',
    path: 'a/b',
    tag: 'c',
    digest,
  })
})
