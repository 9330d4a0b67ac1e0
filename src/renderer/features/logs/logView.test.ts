import { describe, expect, it } from 'vitest'
import { LogBuffer } from './logBuffer.ts'
import { histogram, logText, logView, splitHits, type LogFilter } from './logView.ts'

const all: LogFilter = {
  search: '',
  hiddenLevels: new Set(),
  hiddenTasks: new Set(),
  foldTraces: true,
  opened: new Set(),
  span: null,
}

function linesOf(...entries: readonly (readonly [second: number, text: string, taskId?: string])[]) {
  const buffer = new LogBuffer()
  buffer.append(
    entries.map(([second, text, taskId = 't1'], seq) => ({
      seq,
      at: `2026-01-01T00:00:${String(second).padStart(2, '0')}Z`,
      stream: 'stdout' as const,
      taskId,
      nodeId: 'n1',
      text,
      cut: false,
    })),
  )
  return buffer.lines
}

describe('the view of a log', () => {
  it('shows every line and no hit without a filter', () => {
    const view = logView(linesOf([1, 'a'], [2, 'b']), all)
    expect(view.rows.map((row) => row.line.text)).toEqual(['a', 'b'])
    expect(view.hits).toEqual([])
  })

  it('points at the rows that hold the search, whatever their case', () => {
    expect(
      logView(linesOf([1, 'Timeout'], [2, 'fine'], [3, 'a timeout']), { ...all, search: 'timeout' }).hits,
    ).toEqual([0, 2])
  })

  it('hides levels and tasks', () => {
    const lines = linesOf([1, 'ERROR no', 't1'], [2, 'DEBUG x', 't2'], [3, 'plain', 't2'])
    const texts = (filter: Partial<LogFilter>) =>
      logView(lines, { ...all, ...filter }).rows.map((row) => row.line.text)
    expect(texts({ hiddenLevels: new Set(['debug']) })).toEqual(['ERROR no', 'plain'])
    expect(texts({ hiddenTasks: new Set(['t2']) })).toEqual(['ERROR no'])
  })

  it('folds a stack trace after its first frame, and keeps traces of two tasks apart', () => {
    const frame = '    at f (/a.js:1:1)'
    const lines = linesOf(
      [1, 'ERROR a', 't1'],
      [2, frame, 't1'],
      [3, 'ERROR b', 't2'],
      [4, frame, 't1'],
      [5, frame, 't1'],
      [6, frame, 't2'],
    )
    const view = logView(lines, all)
    expect(view.rows.map((row) => [row.line.text.trim().slice(0, 7), row.folded])).toEqual([
      ['ERROR a', 0],
      ['at f (/', 2],
      ['ERROR b', 0],
      ['at f (/', 0],
    ])
    const opened = logView(lines, { ...all, opened: new Set([lines[0]!.key]) })
    expect(opened.rows).toHaveLength(6)
  })

  it('hides the frames of a line that is hidden by its level', () => {
    const lines = linesOf([1, 'ERROR a'], [2, '    at f (/a.js:1:1)'], [3, 'INFO b'])
    expect(
      logView(lines, { ...all, hiddenLevels: new Set(['error']) }).rows.map((row) => row.line.text),
    ).toEqual(['INFO b'])
  })

  it('shows a folded frame where the search hits it', () => {
    const lines = linesOf([1, 'ERROR a'], [2, '    at f (/a.js:1:1)'], [3, '    at needle (/a.js:1:1)'])
    expect(logView(lines, { ...all, search: 'needle' }).hits).toEqual([2])
  })
})

describe('the histogram', () => {
  it('counts every line once, the last one too', () => {
    const bins = histogram(linesOf([0, 'ERROR'], [5, 'x'], [10, 'x']), 4)
    expect(bins.map((bin) => bin.counts.none + bin.counts.error)).toEqual([1, 1, 0, 1])
  })
  it('is empty without lines and whole with one', () => {
    expect(histogram([], 4)).toEqual([])
    expect(histogram(linesOf([0, 'x']), 4)[0]!.counts.none).toBe(1)
  })
})

describe('hits within a line', () => {
  it('are cut out in their own case', () => {
    expect(splitHits('a TimeOut b timeout', 'timeout')).toEqual([
      { text: 'a ', hit: false },
      { text: 'TimeOut', hit: true },
      { text: ' b ', hit: false },
      { text: 'timeout', hit: true },
    ])
  })
})

it('a download holds stamp, task, stream and text of each line', () => {
  expect(logText(linesOf([1, 'hello']), all, () => 'web.1')).toBe(
    '2026-01-01T00:00:01Z\tweb.1\tstdout\thello\n',
  )
})

it('a download holds the frames that are folded on the screen, and no task that is hidden', () => {
  const lines = linesOf(
    [1, 'Error: x'],
    [2, '    at a (a.js:1:1)'],
    [3, '    at b (b.js:1:1)'],
    [4, 'no', 't2'],
  )
  expect(logView(lines, all).rows).toHaveLength(3)
  const text = logText(lines, { ...all, hiddenTasks: new Set(['t2']) }, () => 'web.1')
  expect(text.split('\n').map((line) => line.split('\t')[3])).toEqual([
    'Error: x',
    '    at a (a.js:1:1)',
    '    at b (b.js:1:1)',
    undefined,
  ])
})
