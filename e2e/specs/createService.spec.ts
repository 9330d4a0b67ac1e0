// Act: a service is created with every field of the form, and is what the docker command shown would have made.
import { expect, test } from '../fixtures/cluster.ts'
import { CreateService } from '../pages/createService.ts'

const web = 'registry.lab:5000/web:1.0'
const settled = { timeout: 30_000 }

test(
  'a service is created with all its settings, as the docker command shown creates it',
  {
    tag: '@core',
  },
  async ({ cluster, docker, lab }) => {
    await docker('node1', 'network', 'create', '--driver', 'overlay', 'back')
    const screen = await cluster.open('services/new')
    const form = new CreateService(screen.page)
    await form.name.fill('shop')
    await form.image.fill(web)
    await form.replicas.fill('2')
    await form.fill(form.section('What runs'), { Arguments: `httpd -f -p 80 -h "/www"` })
    const port = await form.add('Ports', 'port')
    await form.fill(port, { Published: '18080', 'In the container': '80' })
    await form.choose(port, 'Mode', 'Host: where the task runs')
    await form.addPair('Environment', 'variable', 'COLOUR', 'deep blue')
    const volume = await form.add('Mounts', 'mount')
    await form.fill(volume, { Volume: 'shop-data', 'In the container': '/data' })
    const folder = await form.add('Mounts', 'mount')
    await form.choose(folder, 'Type', 'Folder')
    await form.fill(folder, { 'Folder on the node': '/tmp', 'In the container': '/host' })
    await folder.getByRole('checkbox', { name: 'Read-only' }).check()
    await form.choose(form.section('Networks'), 'Joined to', 'back')
    await screen.page.keyboard.press('Escape')
    await form.addPair('Labels', 'label', 'team', 'blue')
    await form.addPair('Labels', 'container label', 'tier', 'front')
    await form.section('Placement').getByRole('button', { name: 'Add constraint' }).click()
    await form.fill(form.section('Placement'), { 'At most per node': '1' })
    await form
      .section('Placement')
      .getByLabel('Constraint 1', { exact: true })
      .first()
      .fill('node.role==worker')
    await form.fill(form.section('Resources'), { 'CPU limit': '0.5', 'Memory limit': '64MiB' })
    await form.set('Updates')
    await form.fill(form.section('Updates'), { 'Pause between': '1s', 'Watched for': '2s', 'May fail': '25' })
    await form.choose(form.section('Updates'), 'Order', 'New starts first')
    await form.choose(form.section('Updates'), 'On failure', 'Roll back')
    await form.set('Rollbacks')
    await form.fill(form.section('Rollbacks'), { 'Tasks at a time': '2' })
    await form.set('Restart')
    await form.fill(form.section('Restart'), { After: '2s' })
    const health = form.section('Health check')
    await health.getByText('A command', { exact: true }).click()
    await form.fill(health, { Command: 'wget -q -O /dev/null http://127.0.0.1/', Every: '1s' })

    await expect(form.consequences).toContainText('2 tasks start.')
    await expect(form.consequences).toContainText('2 of 3 nodes may take them (node.role==worker).')
    const command = await form.command()
    await form.submit('Create shop').click()
    await expect(screen.title).toHaveText('shop')
    await expect(screen.operations.item('Creating shop')).toContainText('converged', settled)

    const made = await docker.inspect('service', 'shop')
    expect(made.Spec).toMatchObject({
      Labels: { team: 'blue' },
      Mode: { Replicated: { Replicas: 2 } },
      UpdateConfig: {
        Parallelism: 1,
        Delay: 1e9,
        Monitor: 2e9,
        Order: 'start-first',
        FailureAction: 'rollback',
        MaxFailureRatio: 0.25,
      },
      RollbackConfig: { Parallelism: 2, FailureAction: 'pause' },
      EndpointSpec: {
        Ports: [{ Protocol: 'tcp', TargetPort: 80, PublishedPort: 18080, PublishMode: 'host' }],
      },
      TaskTemplate: {
        ContainerSpec: {
          Args: ['httpd', '-f', '-p', '80', '-h', '/www'],
          Env: ['COLOUR=deep blue'],
          Labels: { tier: 'front' },
          Mounts: [
            { Type: 'volume', Source: 'shop-data', Target: '/data' },
            { Type: 'bind', Source: '/tmp', Target: '/host', ReadOnly: true },
          ],
          Healthcheck: { Test: ['CMD-SHELL', 'wget -q -O /dev/null http://127.0.0.1/'], Interval: 1e9 },
        },
        Placement: { Constraints: ['node.role==worker'], MaxReplicas: 1 },
        Resources: { Limits: { NanoCPUs: 5e8, MemoryBytes: 67_108_864 } },
        RestartPolicy: { Condition: 'any', Delay: 2e9 },
        Networks: [{ Target: (await docker.inspect('network', 'back')).Id }],
      },
    })

    // The command is accepted by docker itself and makes the same service.
    await docker('node1', 'service', 'rm', 'shop')
    await lab.exec('node1', 'sh', '-c', command.replace('docker service create', '$& --detach --quiet'))
    const same = await docker.inspect('service', 'shop')
    expect(withoutNoise(same.Spec)).toEqual(withoutNoise(made.Spec))
  },
)

test('a name or an image that cannot be is refused at its field, and nothing is sent', async ({
  cluster,
  docker,
}) => {
  await docker.run('taken', web)
  const screen = await cluster.open('services/new')
  const form = new CreateService(screen.page)
  await form.image.fill(web)
  for (const name of ['shop/api', 'shop api', '-shop', 'x'.repeat(64), '']) {
    await form.name.fill(name)
    await form.form.getByRole('button', { name: /^Create / }).click()
    await expect(form.name).toHaveAccessibleDescription(/name/i)
    await expect(form.name).toHaveAttribute('aria-invalid', 'true')
  }
  await form.name.fill('shop')
  for (const image of ['a b', 'Web:1.0', 'web:', '']) {
    await form.image.fill(image)
    await form.submit('Create shop').click()
    await expect(form.image).toHaveAccessibleDescription(/image/i)
    await expect(form.image).toBeFocused()
  }
  await form.image.fill(web)
  const port = await form.add('Ports', 'port')
  await form.fill(port, { Published: '70000', 'In the container': '80' })
  await form.submit('Create shop').click()
  await expect(port.getByRole('textbox', { name: 'Published' })).toHaveAccessibleDescription(/65535/)
  await port.getByRole('button', { name: 'Remove port 1' }).click()
  await form.name.fill('taken')
  await form.submit('Create taken').click()
  await expect(form.name).toHaveAccessibleDescription(/There is a service taken already/)
  expect((await docker.list('service', 'ls')).map((each) => each.Name)).toEqual(['taken'])
})

test('a global service starts on every node, and its creation is undone by a removal', async ({
  cluster,
  docker,
}) => {
  const screen = await cluster.open('services')
  await screen.button('Create').first().click()
  const form = new CreateService(screen.page)
  await form.name.fill('everywhere')
  await form.image.fill(web)
  await form.form.getByText('One on every node', { exact: true }).click()
  await expect(form.consequences).toContainText('3 tasks start, one on each node that fits.')
  await form.submit('Create everywhere').click()
  await expect(screen.operations.item('Creating everywhere')).toContainText('converged', settled)
  expect((await docker.inspect('service', 'everywhere')).Spec.Mode).toEqual({ Global: {} })
  await screen.operations.unfold()
  await screen.operations.undo('Creating everywhere').click()
  await screen.dialog.getByRole('textbox').fill('everywhere')
  await screen.dialog.getByRole('button', { name: 'Remove everywhere' }).click()
  await expect.poll(() => docker.list('service', 'ls')).toEqual([])
})

/** What the docker command line fills in by itself and means nothing. */
function withoutNoise(spec: object): unknown {
  return JSON.parse(
    JSON.stringify(spec, (key, value: unknown) =>
      ['Isolation', 'Runtime', 'DNSConfig', 'Init'].includes(key) ? undefined : value,
    ),
  )
}
