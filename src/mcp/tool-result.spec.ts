import { describe, expect, it } from '@jest/globals';
import { AppError, type AppErrorOptions } from '../common/errors/app.error.js';
import { toolFailure } from './tool-result.js';

class TestError extends AppError {
  readonly code = 'TEST';
  readonly retryable = false;
  readonly httpStatus = 400;
  readonly resolution = 'Do this.';

  constructor(options?: AppErrorOptions) {
    super('It happened.', options);
  }
}

const context = { status: undefined, requestId: 'r-1' };

describe('a failure as a tool result', () => {
  it('says what happened and the next step in one paragraph', () => {
    expect(toolFailure(new TestError(), { ...context, status: 'ready' })).toEqual({
      isError: true,
      content: [{ type: 'text', text: 'It happened. Do this.' }],
      structuredContent: { needsSetup: false, status: 'ready', code: 'TEST', resolution: 'Do this.' },
    });
  });

  it('numbers the steps of the set-up and keeps them for machines', () => {
    const guidance = {
      status: 'reauth_required',
      needsSetup: true,
      setupUrl: 'http://x/',
      steps: ['One.', 'Two.'],
    } as const;

    const { content, structuredContent } = toolFailure(new TestError({ guidance }), { ...context, status: 'ready' });

    expect(content[0]?.text).toBe('It happened. Do this.\n\n1. One.\n2. Two.');
    expect(structuredContent).toEqual({ ...guidance, code: 'TEST', resolution: 'Do this.' });
  });

  it('says how long to wait', () => {
    const { content, structuredContent } = toolFailure(new TestError({ retryAfterSeconds: 30 }), context);

    expect(content[0]?.text).toBe('It happened. Do this. Wait 30 seconds before the next try.');
    expect(structuredContent).toMatchObject({ retryAfterSeconds: 30 });
  });

  it('shows nothing of a bug but the id under which the log has it', () => {
    const { content, structuredContent } = toolFailure(new TypeError('canary'), context);

    expect(JSON.stringify([content, structuredContent])).not.toContain('canary');
    expect(structuredContent).toMatchObject({ code: 'INTERNAL_ERROR', resolution: expect.stringContaining('r-1') });
  });
});
