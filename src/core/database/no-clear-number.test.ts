import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { answerOf, changeOf, inventedPerson, openSmallTownship } from '../../../tests/stand/small-township'

const filesUnder = (dir: string): string[] => readdirSync(dir).flatMap((name) => (statSync(join(dir, name)).isDirectory() ? filesUnder(join(dir, name)) : [join(dir, name)]))

describe('an identity number and a phone', () => {
  it('stand in clear in no file of the data folder and no line of the log, whatever was done with them', async () => {
    const { station, clerk, east, seat } = await openSmallTownship()
    const admin = await station.signedIn('admin')
    const typed = inventedPerson('单小明')
    const corrected = inventedPerson('任小华')
    const imported = inventedPerson('查小红')
    const repeated = { ...inventedPerson('同号人'), idNo: typed.idNo }
    const secrets = [typed, corrected, imported].flatMap((person) => [person.idNo ?? '', person.phone ?? ''])

    const { personId } = await seat({ post: 'grid_chief', community: east, grid: east.grids[0] }, '单小明', { person: typed })
    const other = await seat({ post: 'aux_police', community: east, grid: east.grids[0] }, '任小华', { person: { idNo: null, phone: null } })
    await clerk.client.roster.correctPerson({ personId: other.personId, rowVersion: 1, name: '任小华', sex: null, idNo: corrected.idNo, phone: corrected.phone, policeNo: null, orgText: null, dutyPhone: null, remark: null })
    expect(await answerOf(clerk.client.roster.change(changeOf({ post: 'volunteer', community: east }, { incoming: { kind: 'new', person: repeated } })))).toMatchObject({ rule: 'same_identity' })
    expect((await answerOf(clerk.client.roster.change(changeOf({ post: 'volunteer', community: east }, { incoming: { kind: 'new', person: { ...typed, idNo: `${typed.idNo?.slice(0, 17) ?? ''}?` } } })))).rule).toBe('identity_number')
    const csv = ['村(社区),网格,姓名,岗位,身份证号,联系电话', `东塘社区,第二网格,查小红,网格长,${imported.idNo},${imported.phone}`, `东塘社区,第一网格,单小明,网格长,${typed.idNo},13900008888`]
    const opened = await clerk.client.rosterImport.open({ ticket: station.services.tickets.acceptUpload({ fileName: '花名册.csv', bytes: Buffer.from(csv.join('\n')) }) })
    expect(opened.counts.valid).toBe(2)
    const { batchId } = await clerk.client.rosterImport.commit({ importId: opened.importId })
    expect((await clerk.client.roster.reveal({ personId, field: 'idNo', reason: '核对身份' })).value).toBe(typed.idNo)
    expect((await clerk.client.roster.reveal({ personId, field: 'phone', reason: '核对电话' })).value).toBe('13900008888')
    await clerk.client.roster.export({ asOf: station.today, communityId: null, phones: 'clear', reason: '节日慰问' })
    await clerk.client.rosterImport.undo({ batchId })
    expect((await clerk.client.roster.reveal({ personId, field: 'phone', reason: '核对电话' })).value).toBe(typed.phone)
    await admin.client.backups.make({})
    station.close()

    const files = filesUnder(station.dir)
    expect(files.length).toBeGreaterThan(3)
    for (const path of files) {
      const bytes = readFileSync(path)
      expect([...secrets, '13900008888'].filter((secret) => bytes.includes(secret)), path).toEqual([])
    }
    expect([...secrets, '13900008888'].filter((secret) => station.logLines.join('\n').includes(secret))).toEqual([])
  })

  it('are masked in every answer but the one that was asked for with a reason', async () => {
    const { station, clerk, east, seat } = await openSmallTownship()
    const person = inventedPerson('解小明')
    const { personId } = await seat({ post: 'station_chief', community: east }, '解小明', { person })
    const { roster } = clerk.client
    const asOf = station.today
    const answers = [
      await roster.board({ asOf }),
      await roster.community({ communityId: east.id, asOf }),
      await roster.person({ personId }),
      await roster.people({ asOf }),
      await roster.people({ asOf, text: 'xie' }),
      await roster.find({ text: 'xie' }),
      await roster.vacancies({ asOf }),
    ]
    const said = JSON.stringify(answers)
    expect(said).toContain('解小明')
    expect(said).not.toContain(person.idNo)
    expect(said).not.toContain(person.phone)
    expect(said).toContain(`${person.phone?.slice(0, 3) ?? ''}****${person.phone?.slice(-4) ?? ''}`)
    expect((await roster.reveal({ personId, field: 'idNo', reason: '核对' })).value).toBe(person.idNo)
  })
})
