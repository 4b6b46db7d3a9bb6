// Elements and numbers as text. Every text of a run becomes a text node: nothing of it is ever read as markup.

const byId = id => document.getElementById(id);

/** An element with attributes (functions are listeners) and children, which are elements or texts. */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(key, value);
    else if (value === true) made.setAttribute(key, '');
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.filter(child => child !== null && child !== undefined).map(child => child instanceof Node ? child : String(child)));
  return made;
}

/** A JSON value as a reader writes it: a text without its quotes. */
const plain = value => typeof value === 'string' ? value : JSON.stringify(value);

const counted = (count, noun) => `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;
const grouped = count => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

const exponentOf = (value, digits) => Number(Math.abs(value).toExponential(digits - 1).split('e')[1]);
const scientific = (value, digits) => value.toExponential(digits - 1).replace(/e([+-])(\d)$/, 'e$10$2');
const fixed = (value, decimals) => { const text = value.toFixed(Math.min(Math.max(decimals, 0), 100)); return Number(text) === 0 ? text.replace('-', '') : text; };

/** A number with four significant digits, or to the decimals that its standard error supports: `0.1234 ± 0.0012`. */
function figures(value, error = null, whole = false) {
  if (error === null || error === undefined) {
    if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '-∞';
    if (value === 0 || (whole && Number.isInteger(value) && Math.abs(value) < 1e6)) return fixed(value, 0);
    const size = exponentOf(value, 4);
    return size < -4 || size > 5 ? scientific(value, 4) : fixed(value, 3 - size);
  }
  if (!Number.isFinite(value) || !Number.isFinite(error) || error <= 0) return `${figures(value)} ± ${figures(error)}`;
  const size = exponentOf(error, 2);
  const decimals = 1 - size;
  const leading = value === 0 ? size : Math.max(exponentOf(value, 4), size);
  return leading < -4 || leading > 5 || leading + decimals >= 6
    ? `${figures(value)} ± ${scientific(error, 2)}`
    : `${fixed(value, decimals)} ± ${fixed(error, decimals)}`;
}

/** Offers a file for saving. */
function save(name, type, content) {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const link = element('a', { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** A file's name out of any text. */
const fileName = (text, ending) => `${text.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[-.]+|[-.]+$/g, '') || 'unmask'}.${ending}`;

/** A text to copy or to save, folded away. `write` is called when it is opened. */
function textExport(title, name, type, write) {
  const area = element('textarea', { rows: 12, readonly: true, spellcheck: 'false', 'aria-label': title });
  const said = element('span', { role: 'status' });
  const copy = async () => {
    area.select();
    try { await navigator.clipboard.writeText(area.value); said.textContent = 'Copied.'; }
    catch { said.textContent = document.execCommand('copy') ? 'Copied.' : 'Selected: copy it with Ctrl-C.'; }
  };
  const folded = element('details', { class: 'folded', toggle: () => { if (folded.open) { area.value = write(); said.textContent = ''; } } },
    element('summary', {}, title),
    element('div', { class: 'controls' },
      element('button', { type: 'button', click: copy }, 'Copy'),
      element('button', { type: 'button', click: () => save(name, type, area.value) }, 'Save'), said),
    area);
  folded.refresh = () => { if (folded.open) area.value = write(); };
  return folded;
}

/** A choice among options, each `[value, text]`. */
function choice(label, options, chosen, changed, attributes = {}) {
  const select = element('select', { ...attributes, change: () => changed(select.value) }, ...options.map(([value, text]) => element('option', { value }, text)));
  select.value = chosen;
  return element('label', {}, label, select);
}

/** Something to tick. */
function tick(label, checked, changed, attributes = {}) {
  const box = element('input', { ...attributes, type: 'checkbox', change: () => changed(box.checked) });
  box.checked = checked;
  return element('label', {}, box, label);
}
