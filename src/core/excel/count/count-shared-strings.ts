import { signsOfText, nameIs, XmlTokens, type XmlHandler } from './xml-tokens'

/** How many signs each of the shared strings shows. Text stands in si/t and si/r/t; the pinyin guide is passed over. */
export class SharedStrings implements XmlHandler {
  readonly tokens = new XmlTokens(this)
  private readonly depths: ('list' | 'item' | 'run' | 'text' | 'other')[] = []
  readonly signs: number[] = []
  private shown = 0

  open(bytes: Uint8Array, from: number, to: number): void {
    const above = this.depths.at(-1)
    const is = (name: string) => nameIs(bytes, from, to, name)
    if (above === undefined) this.depths.push('list')
    else if (above === 'list' && is('si')) {
      this.shown = 0
      this.depths.push('item')
    } else if ((above === 'item' || above === 'run') && is('t')) this.depths.push('text')
    else this.depths.push(above === 'item' && is('r') ? 'run' : 'other')
  }

  close(): void {
    if (this.depths.pop() === 'item') this.signs.push(this.shown)
  }

  text(bytes: Uint8Array, from: number, to: number, literal: boolean): void {
    if (this.depths.at(-1) === 'text') this.shown += signsOfText(bytes, from, to, literal)
  }
}
