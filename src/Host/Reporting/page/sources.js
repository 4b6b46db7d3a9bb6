// Failures, where the numbers are from, and what to cite.

function drawFailures() {
  if (run.failures.length === 0) { byId('failures').hidden = true; return; }
  const most = 200;
  byId('failure-list').append(
    element('p', {}, `${counted(run.failures.length, 'cell')} of ${grouped(run.cells)} failed.`),
    ...run.failures.slice(0, most).map(failure => element('article', { class: 'failure', 'data-cell': failure.cell },
      element('h3', {}, `Cell ${failure.cell}${sweptAxes.length > 0 ? `: ${placeOf(failure.cell)}` : ''}`),
      element('p', {}, element('strong', {}, failure.plugin), `: ${failure.message}`),
      failure.detail ? element('details', {}, element('summary', {}, 'What it said besides'), element('pre', {}, failure.detail)) : null)),
    run.failures.length > most ? element('p', {}, `The other ${grouped(run.failures.length - most)} are in the run folder.`) : '');
}

function drawOrigin() {
  const { diary } = run;
  const facts = [
    ['program', `Unmask ${diary.program}`],
    ['seed', plain(run.pipeline.seed)],
    ['ran on', diary.hosts.length > 0 ? diary.hosts.join('; ') : 'unknown: the run folder has no log'],
    ['from, to', diary.started ? `${diary.started} – ${diary.ended}` : null],
    ['time in cells', diary.seconds > 0 ? `${figures(diary.seconds)} s` : null],
  ].filter(([, text]) => text);
  byId('origin').append(
    element('dl', { class: 'facts' }, ...facts.flatMap(([name, text]) => [element('dt', {}, name), element('dd', {}, text)])),
    element('h3', {}, 'Plugins'),
    element('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Plugins' }, element('table', { class: 'plain', id: 'plugins' },
      element('thead', {}, element('tr', {}, ...['assembly', 'version', 'SHA-256'].map(name => element('th', { scope: 'col' }, name)))),
      element('tbody', {}, ...run.plugins.map(plugin => element('tr', {}, element('td', {}, plugin.assembly), element('td', {}, plugin.version), element('td', { class: 'fixed' }, plugin.sha256)))))),
    ...(Object.keys(run.inputs ?? {}).length === 0 ? [] : [
      element('h3', {}, 'Input files'),
      element('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Input files' }, element('table', { class: 'plain', id: 'inputs' },
        element('thead', {}, element('tr', {}, ...['file', 'SHA-256'].map(name => element('th', { scope: 'col' }, name)))),
        element('tbody', {}, ...Object.entries(run.inputs).map(([file, hash]) => element('tr', {}, element('td', {}, file), element('td', { class: 'fixed' }, hash))))))]),
    textExport('The pipeline as it was resolved: running it gives this run again', 'pipeline.json', 'application/json', () => `${JSON.stringify(run.pipeline, null, 2)}\n`));
}

/** The text of a BibTeX field, as far as it is plain: braces off, the accents of names put together. */
const untex = text => (text ?? '').replace(/\{\\(["'`^~=.])\{?(\w)\}?\}|\\(["'`^~])\{?(\w)\}?/g, (_, a, b, c, d) => (b ?? d) + ({ '"': '\u0308', "'": '\u0301', '`': '\u0300', '^': '\u0302', '~': '\u0303', '=': '\u0304', '.': '\u0307' })[a ?? c]).normalize()
  .replace(/\\([&%$#_])/g, '$1').replace(/``|''/g, '"').replace(/[{}]/g, '').replace(/--/g, '–').replace(/\s+/g, ' ');

const authors = text => untex(text).split(' and ').map(name => name.split(', ').reverse().join(' ')).join(', ');

function drawSources() {
  if (run.sources.length === 0) { byId('sources').hidden = true; return; }
  byId('source-list').append(
    element('p', {}, 'What the plugins of this run cite. T is the page of theory in the documentation of Unmask.'),
    element('ul', {}, ...run.sources.map(source => element('li', { 'data-key': source.key },
      source.author ? `${authors(source.author)}. ` : null, source.title ? element('em', {}, untex(source.title)) : `arXiv:${source.eprint ?? ''}`, '. ',
      [source.journal ? untex(source.journal) : null, source.year, source.title && source.eprint ? `arXiv:${source.eprint}` : null, source.doi].filter(part => part).join(', '), source.title ? '. ' : ' (the plugin gives the number only). ',
      source.by.length > 0 ? element('span', { class: 'quiet' }, `Cited by ${source.by.map(([kind, reference]) => `${kind} [${reference}]`).join('; ')}.`) : null))),
    textExport('BibTeX', 'references.bib', 'application/x-bibtex', () => run.bibtex));
}
