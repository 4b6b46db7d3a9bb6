// The table: a row a cell, a page at a time; sorted by any column, filtered by axes, by words and by comparisons such as kl<0.1.

const table = {
  columns: [], visible: new Set(), sort: { column: null, down: false }, page: 0, perPage: 50, words: '', left: new Map(), cells: [],
};

function drawTable() {
  table.columns = [
    { name: 'cell', kind: 'cell', of: cell => cell, text: cell => String(cell) },
    ...sweptAxes.map(axis => ({ name: axis.name, kind: 'axis', axis, of: cell => axis.values[axis.place[cell]], text: cell => plain(axis.values[axis.place[cell]]) })),
    ...metrics.map(metric => ({ name: metric.name, kind: 'metric', metric, whole: metric.value.every((value, cell) => value === null || !Number.isFinite(value) || (Number.isInteger(value) && (metric.error?.[cell] ?? null) === null)),
      of: cell => metric.value[cell], text: cell => valueText(metric, cell) })),
  ];
  const many = 10;
  table.visible = new Set(table.columns.filter(column => column.kind !== 'metric' || metrics.indexOf(column.metric) < many).map(column => column.name));
  if (sweptAxes.length > 0) table.visible.delete('cell');
  drawFilters();
  drawExports();
  refilter();
}

/** A value as the table writes it. */
function valueText(metric, cell) {
  const value = metric.value[cell];
  if (value === null) return failures.has(cell) ? 'failed' : missing.has(cell) ? 'not finished' : '–';
  const column = table.columns.find(each => each.metric === metric);
  return figures(value, metric.error?.[cell] ?? null, column?.whole);
}

// Filters

function drawFilters() {
  if (run.cells === 1) { byId('filters').hidden = true; return; }
  const words = element('input', { type: 'search', id: 'words', size: 22, placeholder: 'words, or kl<0.1', 'aria-label': 'Filter: words that a row has to hold, or comparisons such as kl<0.1',
    input: () => { table.words = words.value; refilter(); } });
  byId('filters').append(
    words,
    ...sweptAxes.map(axisFilter),
    columnMenu(),
    element('button', { type: 'button', id: 'all-rows', click: () => {
      table.words = words.value = '';
      table.left.clear();
      for (const box of byId('filters').querySelectorAll('[data-axis]')) box.checked = true;
      for (const axis of sweptAxes) summarise(axis);
      refilter();
    } }, 'All rows'));
  for (const menu of byId('filters').querySelectorAll('.menu')) {
    menu.addEventListener('keydown', key => { if (key.key === 'Escape') { menu.open = false; menu.querySelector('summary').focus(); } });
    menu.addEventListener('focusout', () => setTimeout(() => { if (!menu.contains(document.activeElement)) menu.open = false; }, 150));
  }
}

function axisFilter(axis) {
  const most = 400;
  const boxes = axis.values.slice(0, most).map((value, place) => tick(plain(value), true, checked => {
    const out = table.left.get(axis) ?? new Set();
    if (checked) out.delete(place); else out.add(place);
    table.left.set(axis, out);
    summarise(axis);
    refilter();
  }, { 'data-axis': axis.name, 'data-place': place }));
  const only = on => {
    table.left.set(axis, on ? new Set() : new Set(axis.values.keys()));
    for (const box of menu.querySelectorAll('[data-axis]')) box.checked = on;
    summarise(axis);
    refilter();
  };
  const menu = element('details', { class: 'menu' }, element('summary', { 'data-summary': axis.name }, `${axis.name}: all`),
    element('div', {},
      element('div', { class: 'controls' }, element('button', { type: 'button', click: () => only(true) }, 'all'), element('button', { type: 'button', click: () => only(false) }, 'none')),
      ...boxes, axis.values.length > most ? element('p', {}, `and ${axis.values.length - most} more: use the words, such as ${axis.name}=${plain(axis.values[most])}`) : null));
  return menu;
}

function summarise(axis) {
  const out = table.left.get(axis)?.size ?? 0;
  const summary = [...byId('filters').querySelectorAll('[data-summary]')].find(each => each.dataset.summary === axis.name);
  const kept = axis.values.filter((_, place) => !table.left.get(axis)?.has(place));
  summary.textContent = `${axis.name}: ${out === 0 ? 'all' : kept.length === 0 ? 'none' : kept.length <= 2 ? kept.map(plain).join(', ') : `${kept.length} of ${axis.values.length}`}`;
}

function columnMenu() {
  return element('details', { class: 'menu' }, element('summary', {}, 'Columns'), element('div', {},
    ...table.columns.map(column => tick(column.name, table.visible.has(column.name), checked => {
      if (checked) table.visible.add(column.name); else table.visible.delete(column.name);
      showTable();
    }, { 'data-column': column.name }))));
}

const comparisons = { '<': (a, b) => a < b, '>': (a, b) => a > b, '<=': (a, b) => a <= b, '>=': (a, b) => a >= b, '=': (a, b) => a === b };

/** What a row has to meet, one test a word. */
function tests(words) {
  return words.trim().split(/\s+/).filter(word => word !== '').map(word => {
    const [, name, sign, right] = /^(.+?)(<=|>=|<|>|=)(.+)$/.exec(word) ?? [];
    const column = table.columns.find(each => each.name === name);
    if (column && !Number.isNaN(Number(right))) return cell => { const value = column.of(cell); return typeof value === 'number' && comparisons[sign](value, Number(right)); };
    if (column && sign === '=') return cell => column.text(cell).toLowerCase() === right.toLowerCase();
    const low = word.toLowerCase();
    return cell => sweptAxes.some(axis => plain(axis.values[axis.place[cell]]).toLowerCase().includes(low))
      || (failures.has(cell) && `failed ${failures.get(cell).plugin} ${failures.get(cell).message}`.toLowerCase().includes(low));
  });
}

function refilter() {
  const wanted = tests(table.words);
  const left = [...table.left].filter(([, out]) => out.size > 0);
  const cells = [];
  for (let cell = 0; cell < run.cells; cell++) {
    if (left.every(([axis, out]) => !out.has(axis.place[cell])) && wanted.every(test => test(cell))) cells.push(cell);
  }
  table.cells = cells;
  table.page = 0;
  resort();
  shown.cells = cells;
  for (const listener of shown.listeners) listener();
}

// Order

function resort() {
  const { column, down } = table.sort;
  table.rows = [...table.cells];
  if (column) {
    const sign = down ? -1 : 1;
    table.rows.sort((a, b) => compare(column.of(a), column.of(b), sign) || a - b);
  }
  showTable();
}

/** Numbers before texts before what is not there, whichever way is up. */
function compare(a, b, sign) {
  const rank = value => value === null || value === undefined || Number.isNaN(value) ? 2 : typeof value === 'number' ? 0 : 1;
  if (rank(a) !== rank(b)) return rank(a) - rank(b);
  if (rank(a) === 2) return 0;
  return sign * (typeof a === 'number' ? a - b : plain(a).localeCompare(plain(b), 'en', { numeric: true }));
}

function sortBy(column) {
  table.sort = table.sort.column === column ? (table.sort.down ? { column: null, down: false } : { column, down: true }) : { column, down: false };
  table.page = 0;
  resort();
  [...byId('table').querySelectorAll('thead button')].find(button => button.dataset.column === column.name)?.focus();
}

// Rows

function showTable() {
  const columns = table.columns.filter(column => table.visible.has(column.name));
  const pages = Math.max(1, Math.ceil(table.rows.length / table.perPage));
  table.page = Math.min(table.page, pages - 1);
  const rows = table.rows.slice(table.page * table.perPage, (table.page + 1) * table.perPage);
  const notes = [];
  byId('table').querySelector('thead').replaceChildren(element('tr', {}, ...columns.map(heading)));
  for (const column of columns) column.width = column.metric ? widths(rows.map(cell => column.text(cell))) : null;
  byId('table').querySelector('tbody').replaceChildren(...rows.map(cell => element('tr', { 'data-cell': cell }, ...columns.flatMap(column => entry(column, cell, notes)))));
  byId('shown').textContent = run.cells === 1 ? '' : `${table.rows.length === run.cells ? `All ${grouped(run.cells)} cells` : `${grouped(table.rows.length)} of ${counted(run.cells, 'cell')}`}${table.sort.column ? `, by ${table.sort.column.name}${table.sort.down ? ', largest first' : ''}` : ''}.`;
  drawPages(pages);
  drawNotes(notes, columns);
  for (const folded of byId('table-exports').children) folded.refresh?.();
}

function heading(column) {
  const sorted = table.sort.column === column;
  return element('th', { scope: 'col', colspan: column.metric && !column.metric.way ? 2 : null, class: column.kind !== 'metric' ? column.kind : column.metric.way ? '' : 'mixed', 'aria-sort': sorted ? (table.sort.down ? 'descending' : 'ascending') : 'none' },
    element('button', { type: 'button', 'data-column': column.name, click: () => sortBy(column), title: 'Sort' }, column.name, sorted ? (table.sort.down ? ' ↓' : ' ↑') : ''),
    column.metric?.way ? element('span', { class: 'method' }, column.metric.way) : null);
}

/** A number's parts: before the point, from the point on, its error. */
const parted = text => /^(-?[\d∞]+|NaN)((?:\.\d+)?(?:e[+-]\d+)?)( ± \S+)?$/.exec(text)?.slice(1).map(part => part ?? '') ?? null;

/** How wide the last two parts of a column's numbers are, so that points stand below each other. */
function widths(texts) {
  const all = texts.map(parted).filter(parts => parts !== null);
  return [1, 2].map(part => all.reduce((most, parts) => Math.max(most, parts[part].length), 0));
}

/** A number whose point stands where those of its column do. */
function aligned(text, [fraction, error]) {
  const parts = parted(text);
  const pad = (part, width) => { const made = element('span', { class: 'part' }, part); made.style.minWidth = `${width}ch`; return made; };
  return parts === null ? [text] : [parts[0], ...(fraction > 0 ? [pad(parts[1], fraction - 0.35)] : []), ...(error > 0 ? [pad(parts[2], error)] : [])];
}

/** The entries of a cell in a column: one, or two where the column's values are computed in different ways. */
function entry(column, cell, notes) {
  if (column.kind !== 'metric') return [element('td', { class: column.kind }, column.text(cell))];
  const { metric } = column, value = metric.value[cell];
  const second = way => metric.way ? [] : [element('td', { class: 'way' }, way)];
  if (value === null) return [element('td', { class: failures.has(cell) ? 'failed' : missing.has(cell) ? 'unfinished' : '' }, valueText(metric, cell)), ...second('')];
  const note = coded(metric.note, cell), error = metric.error?.[cell] ?? null;
  if (note !== undefined && !notes.includes(note)) notes.push(note);
  return [
    element('td', { 'data-metric': metric.name, 'data-value': String(value), 'data-error': error, title: `${value}${error === null ? '' : ` ± ${error}`}, ${wayOf(metric, cell)}` },
      ...aligned(valueText(metric, cell), column.width), note !== undefined ? element('sup', {}, ` ${letter(notes.indexOf(note))}`) : null),
    ...second(wayOf(metric, cell))];
}

const letter = n => n < 26 ? String.fromCharCode(97 + n) : letter(Math.floor(n / 26) - 1) + letter(n % 26);

function drawPages(pages) {
  const host = byId('pages');
  host.hidden = table.rows.length <= 25 && pages === 1;
  if (host.hidden) { host.replaceChildren(); return; }
  const turn = (text, page, name) => element('button', { type: 'button', 'data-turn': name, 'aria-label': `${name} page`, disabled: page < 0 || page >= pages || page === table.page, click: () => {
    table.page = page;
    showTable();
    const next = byId('pages').querySelector(`[data-turn="${name}"]`);
    (next.disabled ? byId('pages').querySelector('button:not(:disabled)') : next)?.focus();
  } }, text);
  host.replaceChildren(
    turn('«', 0, 'first'), turn('‹', table.page - 1, 'previous'),
    element('span', {}, `page ${grouped(table.page + 1)} of ${grouped(pages)}`),
    turn('›', table.page + 1, 'next'), turn('»', pages - 1, 'last'),
    choice('rows', [[25, '25'], [50, '50'], [100, '100'], [500, '500']], String(table.perPage), value => { table.perPage = Number(value); table.page = 0; showTable(); }));
}

function drawNotes(notes, columns) {
  const single = metrics.filter(metric => metric.way && columns.some(column => column.metric === metric));
  byId('table-notes').replaceChildren(
    ...run.methods.map(line => element('p', {}, line)),
    ...notes.map((note, n) => element('p', {}, element('sup', {}, letter(n)), ` ${note}`)),
    ...run.notes.map(note => element('p', {}, note)),
    element('p', {}, `In nats unless a name says bits${single.some(metric => metric.error) || metrics.some(metric => metric.error) ? '; ± is one standard error' : ''}. The full digits of a number show when it is pointed at, and are in the CSV.`));
}

// Exports

function drawExports() {
  byId('table-exports').append(
    textExport('This table in LaTeX (booktabs)', fileName(run.name, 'tex'), 'application/x-tex', latex),
    textExport('This table as CSV, all digits', fileName(run.name, 'csv'), 'text/csv', csv));
}

const special = { '\\': '\\textbackslash{}', '{': '\\{', '}': '\\}', '$': '\\$', '&': '\\&', '#': '\\#', '%': '\\%', '_': '\\_', '^': '\\textasciicircum{}', '~': '\\textasciitilde{}', '<': '\\textless{}', '>': '\\textgreater{}', '|': '\\textbar{}', '"': '\\textquotedbl{}',
  '∞': '$\\infty$', '±': '$\\pm$', '–': '--', '…': '\\dots{}', '−': '$-$' };

/** A text in which TeX sees no commands. */
const tex = text => text.replace(/[\\{}$&#%_^~<>|"∞±–…−]/g, character => special[character]).replace(/[\u0000-\u001f]/g, ' ');

/** A number in math mode: 1.2 ± 0.1, 1.2 · 10^−5. */
function texNumber(text) {
  return `$${text.replace('∞', '\\infty').replace(' ± ', ' \\pm ').replace(/e([+-])0*(\d+)/g, (_, sign, digits) => ` \\cdot 10^{${sign === '-' ? '-' : ''}${digits}}`)}$`;
}

/** What the table shows, filtered and sorted: every row of every page, the columns that are visible. */
function latex() {
  const columns = table.columns.filter(column => table.visible.has(column.name));
  const lines = [
    `% ${run.name.replace(/\s+/g, ' ')}: ${counted(table.rows.length, 'cell')}. Needs \\usepackage{booktabs}.`,
    `\\begin{tabular}{${columns.map(column => column.kind === 'axis' && !column.axis.isNumeric ? 'l' : 'r').join('')}}`,
    '\\toprule',
    `${columns.map(column => tex(column.name)).join(' & ')} \\\\`,
    '\\midrule',
    ...table.rows.map(cell => `${columns.map(column => texEntry(column, cell)).join(' & ')} \\\\`),
    '\\bottomrule',
    '\\end{tabular}',
  ];
  return `${lines.join('\n')}\n`;
}

function texEntry(column, cell) {
  const value = column.of(cell), text = column.text(cell);
  return typeof value === 'number' && !Number.isNaN(value) ? texNumber(text) : tex(text);
}

function csv() {
  const columns = table.columns.filter(column => table.visible.has(column.name));
  const quoted = value => value === null || value === undefined ? '' : /[",\r\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value);
  const cells = column => column.metric?.error ? [column.name, `${column.name} error`] : [column.name];
  return [columns.flatMap(cells), ...table.rows.map(cell => columns.flatMap(column => column.metric?.error ? [column.of(cell), column.metric.error[cell]] : [column.kind === 'axis' ? column.text(cell) : column.of(cell)]))]
    .map(row => row.map(quoted).join(',')).join('\n') + '\n';
}
