import { Worker } from 'node:worker_threads'
import { refuse } from '../refusal'
import { cancelled, failureFromPlain, type Draw } from './drawing'
import type { DrawingAnswer } from './drawing-worker'

/** A district's whole roster needs half of it. */
const mostMegabytes = 2048

/**
 * Draws in a thread of its own: whoever asks for something else meanwhile is answered at once, and a drawing that fills
 * the memory takes only the thread with it. Cancelling ends the thread; nothing of it is left.
 * @param scriptUrl the built drawing-worker
 */
export const drawInWorker =
  (scriptUrl: URL): Draw =>
  (job, { progress, signal }) => {
    if (signal.aborted) return Promise.reject(cancelled())
    const worker = new Worker(scriptUrl, { workerData: job, resourceLimits: { maxOldGenerationSizeMb: mostMegabytes } })
    return new Promise((resolve, reject) => {
      const settle = (finish: () => void): void => {
        signal.removeEventListener('abort', cancel)
        finish()
        void worker.terminate()
      }
      const cancel = (): void => settle(() => reject(cancelled()))
      signal.addEventListener('abort', cancel)
      worker.on('message', (answer: DrawingAnswer) => {
        if ('progress' in answer) progress(...answer.progress)
        else settle(() => ('drawn' in answer ? resolve(answer.drawn) : reject(failureFromPlain(answer.failure))))
      })
      worker.once('error', (error: Error & { code?: string }) =>
        settle(() => reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? refuse('too_much_to_draw', '内容太多，这台电脑的内存不够，没有生成。按村(社区)分开办理。') : error)),
      )
      worker.once('exit', () => settle(() => reject(new Error('the drawing ended without an answer'))))
    })
  }
