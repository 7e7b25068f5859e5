import { describe, expect, it } from '@jest/globals';

import { hidesAll } from './hiding-style.js';

describe('a style', () => {
  it.each([
    'display:none',
    'color:red; display : none ; margin:0',
    'DISPLAY:NONE !important',
    'displ\\61y:none',
    'visibility:hidden',
    'mso-hide:all',
    'opacity:0.01',
    'opacity:0%',
    'font-size:0',
    'font-size:1.5px',
    'font-size:0.05em',
    'font:0/0 a',
    'max-height:0;overflow:hidden',
    'height:1px;overflow:hidden',
    'width:0;overflow-x:clip',
    'color:transparent',
    'color:rgba(0,0,0,0)',
    'color:rgb(0 0 0 / 0%)',
    'color:#ffffff00',
    'clip:rect(0 0 0 0)',
    'clip-path:inset(50%)',
    'transform:scale(0)',
    'position:absolute;left:-9999px',
  ])('hides all: %s', (style) => {
    expect(hidesAll(style)).toBe(true);
  });

  it.each([
    '',
    'none',
    'display:block',
    'display:none;display:block',
    'visibility:visible',
    'opacity:0.5',
    'opacity:1',
    'font-size:8pt',
    'font-size:0.8em',
    'font:12px/1.5 Arial',
    'font:bold 1em/1.2 serif',
    'max-height:100px',
    'height:0',
    'overflow:hidden',
    'width:100px;overflow:hidden',
    'color:#ff0000',
    'color:rgba(255,255,0,1)',
    'color:rgba(255,255,0)',
    'background:transparent',
    'clip:auto',
    'transform:scale(0.5)',
    'left:-10px',
    'margin-left:-15px',
  ])('leaves something to be seen: %s', (style) => {
    expect(hidesAll(style)).toBe(false);
  });

  it('is read in time in proportion to its length', () => {
    const start = performance.now();
    for (const piece of ['/*', '\\', 'a:', ';', 'font:', 'rgba(', 'color:rgba(,,,', '\\6'])
      hidesAll(piece.repeat(50_000));

    // Quadratic work takes tens of seconds here, linear work a few milliseconds.
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});
