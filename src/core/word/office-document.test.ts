import { describe, expect, it } from 'vitest'
import { wordParagraphs, zipParts } from '../../../tests/stand/zip-parts'
import type { DocumentPaper } from '../../contract/paper'
import { officeDocument } from './office-document'

const paper = (over: Partial<DocumentPaper> = {}): DocumentPaper => ({
  kind: 'document',
  name: '纪要',
  mark: '青禾镇东塘社区警网联动周例会纪要',
  left: '第45周',
  right: '2026年11月5日',
  title: null,
  blocks: [
    { kind: 'people', label: '出席', text: '曾一、仇二' },
    { kind: 'heading', level: 1, text: '一、通报' },
    { kind: 'paragraph', text: '辖区接警3起。\n<无异常> & 平稳。' },
    { kind: 'table', head: ['网格', '人员变动'], widths: [10, 30], rows: [['第一网格', '无']] },
  ],
  signatures: ['主持人：'],
  ...over,
})

describe('an office document', () => {
  it('says everything in its order, whatever characters it holds', async () => {
    const said = (await wordParagraphs(await officeDocument(paper()))).filter((text) => text !== '')
    expect(said).toEqual(['青禾镇东塘社区警网联动周例会纪要', '第45周2026年11月5日', '出席：曾一、仇二', '一、通报', '辖区接警3起。', '<无异常> & 平稳。', '网格', '人员变动', '第一网格', '无', '主持人：'])
  })

  it('is A4 with the margins and lines of GB/T 9704', async () => {
    const xml = (await zipParts(await officeDocument(paper())))['word/document.xml'] ?? ''
    expect(xml).toMatch(/<w:pgSz w:w="11906" w:h="16838"/)
    const margin = /<w:pgMar [^>]*>/.exec(xml)?.[0] ?? ''
    const millimetres = (side: string): number => Math.round(Number(new RegExp(`w:${side}="(\\d+)`).exec(margin)?.[1]) / 56.7)
    expect(['top', 'left', 'right', 'bottom'].map(millimetres)).toEqual([37, 28, 26, 35])
    expect(xml).toContain('w:line="560"')
    expect(xml).toContain('w:eastAsia="仿宋"')
  })

  it('keeps the end of the body with the signatures, so that no page has them alone', async () => {
    const kept = async (over: Partial<DocumentPaper>): Promise<string[]> => {
      const xml = (await zipParts(await officeDocument(paper(over))))['word/document.xml'] ?? ''
      return [...xml.matchAll(/<w:p>.*?<\/w:p>/gs)].flatMap(([part]) => (part.includes('<w:keepNext/>') ? [[...part.matchAll(/<w:t[^>]*>([^<]*)/g)].map(([, text]) => text).join('')] : []))
    }
    const signatures = ['主持人：', '记录人：']
    expect(await kept({ blocks: [{ kind: 'paragraph', text: '正文一。' }, { kind: 'people', label: '列席', text: '韦四' }], signatures })).toEqual(['列席：韦四', '', '主持人：'])
    expect(await kept({ blocks: [{ kind: 'table', head: ['网格'], widths: [10], rows: [['第一网格'], ['第二网格']] }], signatures })).toEqual(['网格', '第二网格', '', '', '主持人：'])
    expect(await kept({ blocks: [{ kind: 'paragraph', text: '正文一。' }], signatures: [] })).toEqual([])
  })

  it('says that it is a draft', async () => {
    expect((await wordParagraphs(await officeDocument(paper({ draft: true })))).join('')).toContain('草稿')
    expect((await wordParagraphs(await officeDocument(paper()))).join('')).not.toContain('草稿')
  })

  it('never writes what XML cannot hold, wherever an old database holds it', async () => {
    const spoilt = (text: string): string => `${text}\uFFFE\uFFFF\u0000\u000B\uD800`
    const blocks: DocumentPaper['blocks'] = [
      { kind: 'people', label: spoilt('出席'), text: spoilt('曾一') },
      { kind: 'heading', level: 1, text: spoilt('一、通报') },
      { kind: 'paragraph', text: spoilt('3起。') },
      { kind: 'table', head: [spoilt('网格')], widths: [10], rows: [[spoilt('无')]] },
    ]
    const bytes = await officeDocument(paper({ mark: spoilt('纪要'), left: spoilt('左'), right: spoilt('右'), title: spoilt('题'), blocks, signatures: [spoilt('主持人：')] }))
    const parts = Object.entries(await zipParts(bytes)).filter(([name]) => /\.(xml|rels)$/.test(name))
    expect(parts.filter(([, xml]) => /[^\t\n\r -\uD7FF\uE000-\uFFFC\u{10000}-\u{10FFFF}]|&#x?(?:fff[ef]|0|b);/iu.test(xml)).map(([name]) => name)).toEqual([])
    expect((await wordParagraphs(bytes)).filter((text) => text !== '')).toEqual(['纪要', '左右', '题', '出席：曾一', '一、通报', '3起。', '网格', '无', '主持人：'])
  })
})
