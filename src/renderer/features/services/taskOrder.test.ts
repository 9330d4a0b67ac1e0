import { describe, expect, it } from 'vitest'
import type { Task } from '../../../shared/model/task.ts'
import { task } from '../../api/fixtures.ts'
import { pastTasks, taskRank } from './taskOrder.ts'
import { taskReason } from './taskReason.ts'

const at = (minute: number) => `2026-01-01T10:${String(minute).padStart(2, '0')}:00.000Z`
const attempt = (id: string, slot: number | null, phase: Task['phase'], minute: number, nodeId = 'n1') =>
  task({ id, slot, phase, nodeId, createdAt: at(minute), since: at(minute) })

describe('pastTasks', () => {
  it('counts ended tasks that have a successor in their slot', () => {
    const tasks = [
      attempt('old', 1, 'failed', 1),
      attempt('new', 1, 'running', 2),
      attempt('other', 2, 'running', 0),
    ]
    expect(pastTasks(tasks)).toEqual(new Set(['old']))
  })
  it('keeps the last attempt in sight where nothing replaced it', () => {
    expect(pastTasks([attempt('first', 1, 'failed', 1), attempt('last', 1, 'failed', 2)])).toEqual(
      new Set(['first']),
    )
  })
  it('goes by node for global services', () => {
    const tasks = [attempt('a', null, 'ended', 1, 'n1'), attempt('b', null, 'running', 2, 'n2')]
    expect(pastTasks(tasks).size).toBe(0)
  })
})

describe('the order of tasks', () => {
  it('puts what needs a look first and the past last, newest first', () => {
    const tasks = [
      attempt('running', 1, 'running', 5),
      attempt('older', 1, 'ended', 1),
      attempt('newer', 1, 'failed', 2),
      attempt('pending', 2, 'pending', 5),
    ]
    const past = pastTasks(tasks)
    const ordered = [...tasks].sort((a, b) => taskRank(a, past) - taskRank(b, past))
    expect(ordered.map((each) => each.id)).toEqual(['pending', 'running', 'newer', 'older'])
  })
})

describe('taskReason', () => {
  const ended = { error: null, exitCode: null, message: '', phase: 'failed' } as const
  it('is the engine’s own text, with the exit code where the text has none', () => {
    expect(taskReason({ ...ended, error: 'task: non-zero exit (137)', exitCode: 137 })).toBe(
      'task: non-zero exit (137)',
    )
    expect(taskReason({ ...ended, error: 'OOM', exitCode: 137 })).toBe('Exit 137: OOM')
  })
  it('says nothing of a task that runs', () => {
    expect(taskReason({ ...ended, phase: 'running', message: 'started', exitCode: 0 })).toBeNull()
  })
})
