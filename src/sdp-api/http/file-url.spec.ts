import { describe, expect, it } from '@jest/globals';
import { fileUrl } from './file-url.js';

const API = 'https://helpdesk.example.com/app/itdesk/api/v3';

describe('the address of a file', () => {
  it.each([
    [
      '/app/itdesk/api/v3/requests/1/_uploads/2',
      'https://helpdesk.example.com/app/itdesk/api/v3/requests/1/_uploads/2',
    ],
    ['/tasks/197/uploads/603', `${API}/tasks/197/uploads/603`],
    ['requests/1/uploads/2?x=1#y', `${API}/requests/1/uploads/2?x=1`],
    [`${API}/requests/1/_uploads/2`, `${API}/requests/1/_uploads/2`],
  ])('%s is %s', (given, url) => {
    expect(fileUrl(API, given)).toBe(url);
  });

  it.each(
    [
      'https://evil.example/app/itdesk/api/v3/x',
      '//evil.example/app/x',
      'http://helpdesk.example.com/app/x',
      'https://helpdesk.example.com:8443/app/x',
      'https://user:pass@helpdesk.example.com/app/x',
      'https://helpdesk.example.com/login',
      'file:///etc/passwd',
      'javascript:alert(1)',
      '/app/../login',
      '/app/%2e%2e/login',
      '/app/itdesk\\..\\x',
      'http://169.254.169.254/latest/meta-data',
      '',
    ].filter((one) => one !== ''),
  )('%s is not called', (given) => {
    expect(() => fileUrl(API, given)).toThrow(expect.objectContaining({ code: 'SDP_NOT_FOUND' }));
  });
});
