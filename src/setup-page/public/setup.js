// What the set-up page does better with scripts; all of it works without.

for (const button of document.querySelectorAll('[data-copy]')) {
  button.hidden = false;
  button.addEventListener('click', () => copyFrom(button));
}

async function copyFrom(button) {
  const source = document.getElementById(button.dataset.copy);
  const copied = await copy(source);
  const before = 'Copy';
  button.textContent = copied ? 'Copied' : 'Press Ctrl+C';
  announce(copied ? 'Copied' : 'Selected: press Control C to copy');
  setTimeout(() => (button.textContent = before), 2000);
}

/** Selects the text as well, which is all that is left where a page without https may not write to the clipboard. */
async function copy(source) {
  window.getSelection().selectAllChildren(source);
  try {
    await navigator.clipboard.writeText(source.textContent);
    return true;
  } catch {
    return document.execCommand('copy');
  }
}

/** For screen readers; the same words are seen at the button. */
function announce(words) {
  let region = document.querySelector('.said');
  if (!region) {
    region = document.createElement('p');
    region.className = 'said';
    region.setAttribute('role', 'status');
    document.body.append(region);
  }
  region.textContent = words;
}

for (const time of document.querySelectorAll('time.when')) {
  const moment = new Date(time.dateTime);
  const words = { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' };
  time.title = time.textContent;
  time.textContent = new Intl.DateTimeFormat(undefined, { ...words, timeZoneName: 'short' }).format(moment);
}

/** Calls `show` with the seconds that are left, each second until none is. */
function countDown(seconds, show) {
  const endMs = Date.now() + seconds * 1000;
  const tick = () => {
    const left = Math.max(0, Math.round((endMs - Date.now()) / 1000));
    show(left);
    if (left === 0) clearInterval(timer);
  };
  const timer = setInterval(tick, 1000);
  tick();
  return () => clearInterval(timer);
}

function clockWords(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

for (const wait of document.querySelectorAll('[data-wait-seconds]')) {
  // Said once when it is over, not each second.
  wait.setAttribute('role', 'timer');
  countDown(Number(wait.dataset.waitSeconds), (left) => {
    wait.textContent = left > 0 ? `You can try again in ${clockWords(left)}.` : 'You can try again now.';
    if (left === 0) announce('You can try again now.');
  });
}

for (const countdown of document.querySelectorAll('[data-countdown-seconds]')) {
  const [button, timer, announcement] = countdown.children;
  const field = document.getElementById('code');
  let stop;
  const start = () => {
    stop?.();
    timer.hidden = false;
    button.textContent = 'I pressed CREATE again: start anew';
    countdown.classList.remove('late', 'over');
    announcement.textContent = '';
    stop = countDown(Number(countdown.dataset.countdownSeconds), (left) => {
      timer.textContent = `The code is good for ${clockWords(left)} more`;
      countdown.classList.toggle('late', left <= 60);
      if (left === 60) announcement.textContent = 'One minute is left.';
      if (left === 0) {
        timer.hidden = true;
        countdown.classList.add('over');
        announcement.textContent = 'The ten minutes are over: press CREATE again, and paste the new code.';
      }
    });
  };
  countdown.hidden = false;
  button.addEventListener('click', () => {
    start();
    field.focus();
  });
  field.addEventListener('input', () => stop ?? start());
}

const dataCenter = document.querySelector('select#dataCenter');
if (dataCenter) {
  const showConsole = () => {
    for (const item of document.querySelectorAll('[data-console]')) {
      item.hidden = item.dataset.console !== dataCenter.value;
    }
  };
  dataCenter.addEventListener('change', showConsole);
  showConsole();
}

// A second press while Zoho is asked would spend a grant token twice.
for (const form of document.querySelectorAll('form[data-once]')) {
  form.addEventListener('submit', (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = 'yes';
    if (event.submitter) event.submitter.textContent = 'One moment…';
  });
  window.addEventListener('pageshow', () => delete form.dataset.sent);
}
