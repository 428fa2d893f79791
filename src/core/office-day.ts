const office = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', year: 'numeric', month: '2-digit', day: '2-digit' })

/** The day at the office (Asia/Shanghai) of an instant, `YYYY-MM-DD`. */
export const dayAt = (at: number): string => office.format(at)
