import { All, Controller, HttpCode } from '@nestjs/common';
import { type ErrorBody } from '../http/error-body.js';

/**
 * Says, as JSON and to anybody, that there is no OAuth between MCP clients and this server. Several clients drop
 * their configured headers as soon as discovery finds metadata, and fail on an HTML page in its place.
 */
@Controller()
export class WellKnownController {
  @All([
    '.well-known/oauth-authorization-server',
    '.well-known/oauth-authorization-server/*',
    '.well-known/oauth-protected-resource',
    '.well-known/oauth-protected-resource/*',
    '.well-known/openid-configuration',
    '.well-known/openid-configuration/*',
    'register',
    'authorize',
    'token',
  ])
  @HttpCode(404)
  absent(): ErrorBody {
    return {
      error: {
        code: 'NO_OAUTH',
        message: 'This server has no OAuth between MCP clients and itself.',
        resolution: 'Send X-SDP-Client-Id and X-SDP-Client-Secret as headers of your MCP client.',
      },
    };
  }
}
