import { expect, test } from 'vitest'
import type { BoardRow, Vacancy } from '../../../contract/roster'
import { filterBoard, moveOnBoard, pairWidth, splitBoard } from './board-view'
import { missingWords, vacanciesByPost, vacancyLine } from './board-words'

function row(name: string, over: Partial<BoardRow> = {}): BoardRow {
  return {
    communityId: name,
    name,
    areaCode: null,
    chief: 'held',
    chiefName: '甲',
    officer: 'held',
    officerName: '乙',
    grids: [
      { gridId: 'g1', name: '第一网格', chief: 'held', aux: 'held' },
      { gridId: 'g2', name: '东大院', chief: 'held', aux: 'held' },
    ],
    others: 0,
    members: 6,
    vacancies: 0,
    acting: 0,
    ...over,
  }
}

test('filters keep the order of the rows', () => {
  const rows = [row('a', { vacancies: 1 }), row('b'), row('c', { acting: 1, vacancies: 2 })]
  expect(filterBoard(rows, 'vacant').map((r) => r.name)).toEqual(['a', 'c'])
  expect(filterBoard(rows, 'acting').map((r) => r.name)).toEqual(['c'])
  expect(filterBoard(rows, 'all')).toHaveLength(3)
})

test('27 rows stand 14 and 13, a few stay together', () => {
  expect(splitBoard([...Array(27).keys()]).map((part) => part.length)).toEqual([14, 13])
  expect(splitBoard([1, 2]).map((part) => part.length)).toEqual([2, 0])
})

test('arrows walk both tables and never leave them', () => {
  expect(moveOnBoard(0, 'ArrowUp', 27)).toBe(0)
  expect(moveOnBoard(13, 'ArrowDown', 27)).toBe(14)
  expect(moveOnBoard(2, 'ArrowRight', 27)).toBe(16)
  expect(moveOnBoard(16, 'ArrowLeft', 27)).toBe(2)
  expect(moveOnBoard(13, 'ArrowRight', 27)).toBe(26)
  expect(moveOnBoard(26, 'ArrowDown', 27)).toBe(26)
  expect(moveOnBoard(1, 'ArrowRight', 2)).toBe(1)
  expect(moveOnBoard(5, 'Home', 27)).toBe(0)
  expect(moveOnBoard(5, 'End', 27)).toBe(26)
})

test('a team of many grids narrows its pairs', () => {
  expect(pairWidth(0, 96)).toBe(11)
  expect(pairWidth(7, 96)).toBe(11)
  expect(pairWidth(12, 96)).toBe(6)
  expect(pairWidth(40, 96)).toBe(4)
})

test('what is missing is said in words', () => {
  const short = row('a', {
    chief: 'vacant',
    grids: [
      { gridId: 'g6', name: '第六网格', chief: 'vacant', aux: 'held' },
      { gridId: 'g7', name: '东大院', chief: 'vacant', aux: 'vacant' },
    ],
  })
  expect(missingWords(short)).toEqual(['缺站长', '六格缺网格长', '东大院缺网格长和警辅'])
  expect(vacanciesByPost([short])).toEqual([
    { post: 'station_chief', count: 1 },
    { post: 'grid_chief', count: 2 },
    { post: 'aux_police', count: 1 },
  ])
})

test('the cell line tells since when and who was last', () => {
  const vacancy: Vacancy = {
    communityId: 'c',
    community: '东湖社区',
    gridId: 'g6',
    grid: '第六网格',
    post: 'grid_chief',
    sinceOn: '2026-10-26',
    lastHolder: '张博',
  }
  expect(vacancyLine(vacancy, '2026-11-05')).toBe('第六网格网格长 10-26起10天，原任张博')
  expect(vacancyLine({ ...vacancy, sinceOn: null, lastHolder: null }, '2026-11-05')).toBe('第六网格网格长 一直没有人')
})
