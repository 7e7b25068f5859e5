import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { DATA_CENTERS, type DataCenter } from '../common/data-center.js';
import { PORTAL_NAME } from './caller-options.js';

/** Body of `POST /oauth/setup`. */
export class GrantSetupBody {
  /** The grant token; what else people paste in its place is recognised later, hence the length. */
  @IsString({ message: 'code must be the grant token as text' })
  @MaxLength(8_000, { message: 'code must be the grant token alone' })
  @ApiProperty({ type: String, description: 'The grant token.' })
  code!: string;

  @IsOptional()
  @IsIn(DATA_CENTERS, { message: `dataCenter must be one of ${DATA_CENTERS.join(', ')}` })
  @ApiPropertyOptional({ enum: DATA_CENTERS })
  dataCenter?: DataCenter;

  @IsOptional()
  @Matches(PORTAL_NAME, { message: 'portal must be the name after /app/ in the address of ServiceDesk Plus' })
  @ApiPropertyOptional({ type: String })
  portal?: string;

  /** Only for a server-based client that ran its own redirect; must equal the one used there (RFC 6749 section 4.1.3). */
  @IsOptional()
  @Matches(/^https?:\/\/[^\s#]{1,500}$/, { message: 'redirectUri must be the http(s) address registered with Zoho' })
  @ApiPropertyOptional({ type: String, description: 'Of a server-based client that ran its own redirect.' })
  redirectUri?: string;
}
