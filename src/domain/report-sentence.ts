import { shortDay } from './iso-week'

export interface ReportFigures {
  calls: number | null
  criminal: number | null
  public_order: number | null
  help: number | null
}

/** 10月26日至11月1日，辖区共接警17起，其中刑事3起、治安9起、求助及纠纷5起，上周接警9起，环比上升8起。 Null where no call count is known. */
export function reportSentence(from: string, to: string, figures: ReportFigures, lastWeekCalls: number | null, yearAgoCalls: number | null): string | null {
  if (figures.calls === null) return null
  const kinds = [
    ['刑事', figures.criminal],
    ['治安', figures.public_order],
    ['求助及纠纷', figures.help],
  ] as const
  const named = kinds.flatMap(([label, count]) => (count === null ? [] : [`${label}${count}起`]))
  const of = named.length > 0 ? `，其中${named.join('、')}` : ''
  const before = lastWeekCalls === null ? '' : `，上周接警${lastWeekCalls}起，环比${change(figures.calls, lastWeekCalls)}`
  const year = yearAgoCalls === null ? '' : `，上年同期${yearAgoCalls}起，同比${change(figures.calls, yearAgoCalls)}`
  return `${shortDay(from)}至${shortDay(to)}，辖区共接警${figures.calls}起${of}${before}${year}。`
}

function change(now: number, before: number): string {
  return now === before ? '持平' : now > before ? `上升${now - before}起` : `下降${before - now}起`
}

/** The counts that a written report names, so that next week can compare with imported minutes. */
export function figuresInReport(text: string): ReportFigures {
  const count = (pattern: RegExp): number | null => {
    const found = pattern.exec(text)?.[1]
    return found === undefined ? null : Number(found)
  }
  return {
    calls: count(/(?<!上周|上年同期|同期)接(?:处)?警(?:情)?\s*(\d{1,5})\s*起/),
    criminal: count(/刑事(?:案件|警情)?\s*(\d{1,5})\s*起/),
    public_order: count(/治安(?:案件|警情)?\s*(\d{1,5})\s*起/),
    help: count(/求助(?:及|和|、)?(?:纠纷)?(?:类|警情)?\s*(\d{1,5})\s*起/),
  }
}

/** A text that speaks of the calls itself needs no sentence before it. */
export const tellsCalls = (text: string): boolean => /接(处)?警/.test(text)
