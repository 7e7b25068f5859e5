import uPlot from '/assets/charts/uPlot.esm.js';

/** Between two looks; the server has a new sample as often. */
const EVERY_MS = 10_000;
const HEIGHT = 160;

const PER_SECOND = (ms) => (ms === null ? null : ms / 1000);
const CHARTS = {
  calls: ({ calls, errors }) => [calls, errors],
  latency: ({ p50Ms, p95Ms }) => [PER_SECOND(p50Ms), PER_SECOND(p95Ms)],
  refreshes: ({ refreshes, refreshFailures }) => [refreshes, refreshFailures],
};

const state = document.querySelector('#live-state');
let plots = [];
let minutes = [];
let timer;

function colour(name) {
  return window.getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function options(width, name) {
  const axis = { stroke: colour('--quiet'), grid: { stroke: colour('--line'), width: 1 }, ticks: { show: false } };
  const line = { width: 2, points: { show: false } };
  return {
    width,
    height: HEIGHT,
    legend: { show: false },
    cursor: { show: false },
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC'),
    scales: { y: { range: (_plot, _least, most) => [0, Math.max(most ?? 0, name === 'latency' ? 0.5 : 4) * 1.1] } },
    axes: [
      { ...axis, values: '{HH}:{mm}', space: 55, size: 28 },
      { ...axis, size: 42 },
    ],
    series: [{}, { ...line, stroke: colour('--accent') }, { ...line, stroke: colour('--bad'), dash: [6, 4] }],
  };
}

function dataOf(name) {
  const lines = minutes.map(CHARTS[name]);
  return [minutes.map(({ at }) => Date.parse(at) / 1000), ...[0, 1].map((index) => lines.map((line) => line[index]))];
}

/** Made anew for another width or other colours. */
function draw() {
  for (const { plot } of plots) plot.destroy();
  plots = [...document.querySelectorAll('[data-chart]')].map((element) => {
    const name = element.dataset.chart;
    return { name, plot: new uPlot(options(element.clientWidth, name), dataOf(name), element) };
  });
}

/** Takes the parts that change over from a fresh page, so that they are written in one place, on the server. */
function renew(page) {
  for (const part of document.querySelectorAll('[data-live]')) {
    const fresh = page.getElementById(part.id);
    if (fresh && !part.contains(document.activeElement)) part.replaceChildren(...fresh.childNodes);
  }
}

async function look() {
  const [page, activity] = await Promise.all([
    fetch('/admin', { headers: { Accept: 'text/html' }, cache: 'no-store' }),
    fetch('/admin/activity', { cache: 'no-store' }),
  ]);
  if (!page.ok || !activity.ok) throw new Error(String(activity.status));
  renew(new window.DOMParser().parseFromString(await page.text(), 'text/html'));
  ({ minutes } = await activity.json());
  if (plots.length === 0) draw();
  else for (const { name, plot } of plots) plot.setData(dataOf(name));
}

async function run() {
  clearTimeout(timer);
  // Nobody sees a hidden tab, and a server has better things to do.
  if (document.hidden) return;
  try {
    await look();
    state.textContent = 'Renewed every ten seconds while this page is seen.';
  } catch (error) {
    if (error.message === '401') {
      state.textContent = 'The session has ended. Load the page again to go on.';
      return;
    }
    state.textContent = 'The server did not answer; the figures are those of before. It is tried again.';
  }
  timer = setTimeout(run, EVERY_MS);
}

document.addEventListener('visibilitychange', run);
window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
window.addEventListener('resize', draw);
run();
