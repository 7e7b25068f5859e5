import type { ComponentChildren } from 'preact';

export interface LayoutProps {
  /** Of the document and its first heading. */
  readonly title: string;
  /** Names of scripts under `/assets/`; each page has to work without them. */
  readonly scripts?: readonly string[];
  /** Style sheets under `/assets/` besides the one of all pages. */
  readonly styles?: readonly string[];
  /** True for pages with tables and charts. */
  readonly wide?: boolean;
  /** Beside the title: links, a form to leave. */
  readonly actions?: ComponentChildren;
  /** True when the page follows a form: reading goes on at its title (WCAG 2.2, 2.4.3). */
  readonly focusTitle?: boolean;
  /** Above the title, such as where in a series of pages this one stands. */
  readonly before?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** The frame of every page. */
export function Layout({
  title,
  scripts = [],
  styles = [],
  wide = false,
  actions,
  before,
  focusTitle,
  children,
}: LayoutProps) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        {['page.css', ...styles].map((name) => (
          <link key={name} rel="stylesheet" href={`/assets/${name}`} />
        ))}
        {scripts.map((name) => (
          <script key={name} type="module" src={`/assets/${name}`} />
        ))}
      </head>
      <body>
        <a class="skip" href="#main">
          Skip to the content
        </a>
        <header>
          <div class={wide ? 'frame wide' : 'frame'}>
            <p class="product">ServiceDesk Plus for your assistant</p>
            {actions}
          </div>
        </header>
        <main id="main" class={wide ? 'frame wide' : 'frame'}>
          {before}
          <h1 tabIndex={focusTitle ? -1 : undefined} autofocus={focusTitle}>
            {title}
          </h1>
          {children}
        </main>
      </body>
    </html>
  );
}
