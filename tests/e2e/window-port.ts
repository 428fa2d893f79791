import { join } from 'node:path'
import { build } from 'vite'
import type { Page } from 'playwright'

export type Answer = { ok: true; value: unknown } | { ok: false; code: string; message: string; defined: boolean; data: unknown }
export type Call = (name: string, input: unknown) => Promise<Answer>

/** A second client over a port of its own in the same window: somebody else at the same core. */
export async function portInto(window: Page): Promise<Call> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, minify: false, lib: { entry: join(import.meta.dirname, 'page-client.ts'), formats: ['iife'], name: 'pageClient' } },
  })
  const [bundle] = Array.isArray(built) ? built : [built]
  const code = bundle && 'output' in bundle ? bundle.output[0].code : ''
  // Ports carry no name: the page must have taken its own before the test asks for another.
  await window.getByLabel('登录名').waitFor({ timeout: 60_000 })
  await window.evaluate(code)
  return (name, input) => window.evaluate(([asked, given]) => (globalThis as unknown as { stationTestCall(name: string, input: unknown): Promise<Answer> }).stationTestCall(asked as string, given), [name, input])
}
