// Any quantity against any other, for the cells that the table shows.

const plot = { x: null, y: null, by: '*', logX: false, logY: false, errors: true, lines: new Set(), fits: true, chart: null };
const mostSeries = 24;

/** Lists over their index, such as tv.position: what a single cell can be plotted by too. */
const listQuantities = run.lists.map(list => ({ name: list.name, list, isNumeric: true }));

function drawPlot() {
  const numeric = quantities.filter(each => each.isNumeric && !each.axis?.isNumeric);
  const firstY = quantities.find(each => each.metric) ?? listQuantities[0];
  if (!firstY || (run.cells === 1 && listQuantities.length === 0)) { byId('plots').hidden = true; return; }
  plot.y = run.cells === 1 ? listQuantities[0] : firstY;
  plot.x = quantity('schedule:steps') ?? quantities.find(each => each.axis?.isNumeric) ?? quantities.find(each => each.axis) ?? numeric[1] ?? numeric[0];
  plot.chart = new Chart(byId('plot'), () => `${run.name}-${plot.y.name}`);
  choosePlot();
  shown.listeners.push(showPlot);
}

/** The axes that tell lines apart; repetitions are averaged. */
const otherAxes = () => sweptAxes.filter(axis => axis !== plot.x?.axis && axis !== seedAxis);

/** Sets what follows from the quantities, and draws the controls. */
function choosePlot() {
  const isList = plot.y.list !== undefined;
  const { xs, ys } = plotValues();
  plot.logX = !isList && plot.x.isNumeric && suggestsLog(xs, 8);
  const bounds = boundsBeside();
  const usual = { [labelOf('kl')]: ['sharpest', 'corollary1'], [labelOf('tv')]: ['tv'] }[plot.y.name]?.map(name => `${labelOf('bounds')}.${name}`) ?? [];
  plot.lines = new Set(bounds.filter(each => usual.includes(each.name)).map(each => each.name));
  plot.logY = suggestsLog([...ys, ...bounds.filter(each => plot.lines.has(each.name)).flatMap(each => shown.cells.map(each.at)).filter(value => value !== null)], 20);
  plot.by = isList || combinations() <= mostSeries ? '*' : otherAxes().find(axis => axis.values.length <= mostSeries)?.name ?? '';
  drawPlotControls();
  showPlot();
}

const suggestsLog = (values, span) => { const finite = values.filter(Number.isFinite); return finite.length > 1 && finite.every(value => value > 0) && extreme(finite, Math.max) / extreme(finite, Math.min) >= span; };
const extreme = (values, of) => values.reduce((best, value) => of(best, value));
const combinations = () => new Set(shown.cells.map(seriesKey('*'))).size;

/** Other scalar values that may stand as lines beside the one plotted: bounds first. */
const boundsBeside = () => plot.y.list ? [] : quantities.filter(each => each.metric && each !== plot.y)
  .sort((a, b) => b.name.startsWith(`${labelOf('bounds')}.`) - a.name.startsWith(`${labelOf('bounds')}.`));

function drawPlotControls() {
  const isList = plot.y.list !== undefined;
  const names = [...quantities, ...listQuantities].filter(each => each.isNumeric).map(each => [each.name, each.list ? `${each.name} (by index)` : each.name]);
  const change = action => value => { action(value); showPlot(); };
  const again = action => value => { action(value); choosePlot(); byId('plot-controls').querySelector(document.activeElement?.id ? `#${document.activeElement.id}` : 'select')?.focus(); };
  byId('plot-controls').replaceChildren(...[
    choice('Vertical', names, plot.y.name, again(name => { plot.y = quantity(name) ?? listQuantities.find(each => each.name === name); }), { id: 'plot-y' }),
    isList ? element('span', {}, 'against its index') : choice('Horizontal', quantities.map(each => [each.name, each.name]), plot.x.name, again(name => { plot.x = quantity(name); }), { id: 'plot-x' }),
    run.cells === 1 ? null : choice('A line for each', [['*', otherAxes().length > 1 ? 'combination of the other axes' : otherAxes()[0]?.name ?? 'cell'], ...(otherAxes().length > 1 ? otherAxes().map(axis => [axis.name, axis.name]) : []), ['', '(all in one)']], plot.by, change(value => { plot.by = value; }), { id: 'plot-by' }),
    isList || !plot.x.isNumeric ? null : tick('log horizontal', plot.logX, change(on => { plot.logX = on; }), { id: 'plot-log-x' }),
    tick('log vertical', plot.logY, change(on => { plot.logY = on; }), { id: 'plot-log-y' }),
    hasErrors() ? tick('error bars', plot.errors, change(on => { plot.errors = on; }), { id: 'plot-errors' }) : null,
    fitsHere().length > 0 ? tick('fitted lines', plot.fits, change(on => { plot.fits = on; }), { id: 'plot-fits-on' }) : null,
    boundsBeside().length === 0 ? null : element('details', { class: 'menu', id: 'plot-lines' }, element('summary', {}, 'Beside it, as lines'), element('div', {},
      ...boundsBeside().map(each => tick(each.name, plot.lines.has(each.name), change(on => { if (on) plot.lines.add(each.name); else plot.lines.delete(each.name); }))))),
  ].filter(control => control !== null));
}

const hasErrors = () => plot.y.list ? shown.cells.some(cell => listOf(plot.y.name, cell)?.error) : plot.y.metric?.error !== undefined || areAveraged();

function seriesKey(by) {
  const chosen = plot.y?.list ? sweptAxes : by === '*' ? otherAxes() : sweptAxes.filter(axis => axis.name === by);
  return cell => chosen.map(axis => axis.place[cell]).join(' ');
}

function seriesName(by, cell) {
  const chosen = plot.y.list ? sweptAxes : by === '*' ? otherAxes() : sweptAxes.filter(axis => axis.name === by);
  return chosen.length === 0 ? plot.y.name : chosen.map(axis => chosen.length === 1 ? `${axis.name} = ${plain(axis.values[axis.place[cell]])}` : plain(axis.values[axis.place[cell]])).join(', ');
}

function plotValues() {
  if (plot.y.list) return { xs: [], ys: shown.cells.slice(0, mostSeries).flatMap(cell => listOf(plot.y.name, cell)?.value ?? []) };
  return { xs: shown.cells.map(cell => plot.x.at(cell)).filter(value => value !== null), ys: shown.cells.map(cell => plot.y.at(cell)).filter(value => value !== null) };
}

/** The points of the cells shown, by series. */
function plotSeries() {
  const key = seriesKey(plot.by), groups = new Map();
  let left = 0;
  const fits = (x, y) => (typeof x === 'string' || (Number.isFinite(x) && (!plot.logX || x > 0))) && Number.isFinite(y) && (!plot.logY || y > 0);
  for (const cell of shown.cells) {
    const points = plot.y.list
      ? (listOf(plot.y.name, cell)?.value ?? []).map((y, index) => ({ cell, x: index, y, error: listOf(plot.y.name, cell).error?.[index] ?? null }))
      : [{ cell, x: plot.x.isNumeric ? plot.x.at(cell) : plain(plot.x.at(cell)), y: plot.y.at(cell), error: plot.y.errorAt(cell) }];
    const good = points.filter(point => point.x !== null && point.y !== null && fits(point.x, point.y));
    left += points.length - good.length;
    if (good.length === 0) continue;
    const group = key(cell);
    if (!groups.has(group)) { if (groups.size === mostSeries) continue; groups.set(group, { name: seriesName(plot.by, cell), cell, points: [] }); }
    groups.get(group).points.push(...good);
  }
  const series = [...groups.values()];
  if (areAveraged()) for (const each of series) each.points = averaged(each.points);
  for (const each of series) each.points.sort((a, b) => (typeof a.x === 'number' ? a.x - b.x : 0));
  return { series, left };
}

/** Whether repetitions with other seeds are drawn as their mean. */
const areAveraged = () => seedAxis !== undefined && !plot.y.list && plot.x.axis !== seedAxis;

/** One point for cells that differ in the seed only: the mean, with the standard error over seeds; as it is where all seeds agree. */
function averaged(points) {
  const places = Map.groupBy(points, point => sweptAxes.filter(axis => axis !== seedAxis).map(axis => axis.place[point.cell]).join(' '));
  return [...places.values()].map(same => {
    const mean = of => same.reduce((sum, point) => sum + of(point), 0) / same.length;
    const y = mean(point => point.y);
    if (same.length === 1 || same.every(point => point.y === same[0].y)) return same[0];
    const error = Math.sqrt(same.reduce((sum, point) => sum + (point.y - y) ** 2, 0) / (same.length - 1) / same.length);
    return { ...same[0], x: typeof same[0].x === 'number' ? mean(point => point.x) : same[0].x, y, error, seeds: same.length };
  });
}

/** Fitted lines through what is plotted, with the series that each belongs to. */
const fitsHere = () => (run.fits ?? []).filter(fit => fit.slope !== null && fit.of === plot.y.name && fit.against === plot.x?.name);

function showPlot() {
  const { series, left } = plotSeries();
  const beside = boundsBeside().filter(each => plot.lines.has(each.name));
  byId('plot-caption').replaceChildren(...plotCaption(series, beside, left).map(line => element('div', {}, line)));
  plot.chart.show((ink, width) => plotOption(series, beside, ink, width));
  showFits();
}

function plotCaption(series, beside, left) {
  const points = series.reduce((sum, each) => sum + each.points.length, 0);
  const by = plot.y.list ? ', a line a cell' : series.length > 1 ? `, a line for each ${plot.by === '*' ? otherAxes().map(axis => axis.name).join(' and ') : plot.by}` : '';
  return [
    `${plot.y.name} against ${plot.y.list ? 'its index' : plot.x.name}${by}; ${counted(points, 'point')}${beside.length > 0 ? `; ${plot.x?.isNumeric ? 'dashed' : 'bars without marks'}: ${beside.map(each => each.name).join(', ')}` : ''}${plot.fits && fitsHere().length > 0 && !plot.y.list ? '; dotted: fitted' : ''}.${areAveraged() ? ` Points are means over the seeds.` : ''}${hasErrors() && plot.errors ? ' Bars are one standard error.' : ''}`,
    series.length === mostSeries ? `Only the first ${mostSeries} lines are drawn: filter the table, or choose another axis.` : null,
    left > 0 ? `${counted(left, 'value')} cannot be drawn here (not finite${plot.logX || plot.logY ? ', or not positive on a logarithmic axis' : ''}).` : null,
  ].filter(line => line !== null);
}

function plotOption(series, beside, ink, width) {
  const all = series.flatMap(each => each.points);
  const isCategory = !plot.y.list && !plot.x.isNumeric;
  const aside = k => isCategory ? (k - (series.length - 1) / 2) * Math.min(14, width / 10 / series.length) : 0;
  const isLine = each => new Set(each.points.map(point => point.x)).size === each.points.length && (plot.y.list || plot.x.axis?.isNumeric || plot.x.name === 'length/steps-1');
  const xs = all.map(point => point.x);
  const lines = beside.flatMap((bound, n) => series.map((each, k) => ({
    name: bound.name, ...(isCategory ? { type: 'scatter', symbol: 'rect', symbolSize: [12, 2 + n], symbolOffset: [aside(k), 0] } : { type: 'line', symbol: 'none' }), color: ink.series[k % 8], lineStyle: { width: 1.4, type: dashes[1 + n % 7], color: ink.series[k % 8], opacity: .8 }, z: 1, tooltip: { show: false }, silent: true,
    data: each.points.filter(point => Number.isFinite(bound.at(point.cell)) && (!plot.logY || bound.at(point.cell) > 0)).map(point => [point.x, bound.at(point.cell)]),
  })));
  const ys = [...all.flatMap(point => plot.errors && point.error ? [point.y, point.y + point.error, plot.logY ? point.y : point.y - point.error] : [point.y]), ...lines.flatMap(line => line.data.map(([, y]) => y))];
  const [xLow, xHigh] = isCategory ? [0, 0] : ends(xs, plot.logX), [yLow, yHigh] = ends(ys, plot.logY);
  const few = [...new Set(xs)].sort((a, b) => a - b);
  const xTicks = plot.logX ? (few.length <= 9 && plot.x.axis ? few : logTicks([xLow, xHigh], plot.x.axis ? few : [])) : plot.x?.axis && few.length <= 12 && !plot.y.list ? few : undefined;
  const yTicks = plot.logY ? logTicks([yLow, yHigh], []) : undefined;
  const names = [...new Set([...series.map(each => each.name), ...beside.map(each => each.name)])];
  return {
    grid: { left: 70, right: 18, top: names.length > 1 ? 40 : 16, bottom: 48 },
    legend: { show: names.length > 1, type: 'scroll', top: 0, left: 0, right: 0, data: names.map(name => ({ name, ...(beside.some(each => each.name === name) ? { icon: isCategory ? 'path://M0,4h30v2h-30Z' : dashIcon(beside.findIndex(each => each.name === name)) } : isCategory ? { icon: marks[series.findIndex(each => each.name === name) % 8] } : {}) })), itemWidth: 34, itemHeight: 10, textStyle: { color: ink.ink }, pageTextStyle: { color: ink.ink }, pageIconColor: ink.ink, pageIconInactiveColor: ink.rule, inactiveColor: ink.quiet },
    tooltip: { trigger: 'item', ...tooltip(ink, shownItem => pointLines(shownItem.data?.point)) },
    xAxis: isCategory
      ? { type: 'category', data: [...new Set(plot.x.axis.values.map(plain))].filter(value => xs.includes(value)), ...axisLook(ink, plot.x.name, false), axisLabel: { color: ink.ink, interval: 0, hideOverlap: true, width: Math.max(50, width / 8), overflow: 'truncate' } }
      : scale(ink, plot.y.list ? `index of ${plot.y.name}` : plot.x.name, false, plot.logX, xLow, xHigh, xTicks),
    yAxis: scale(ink, plot.y.name, true, plot.logY, yLow, yHigh, yTicks),
    series: [
      ...series.map((each, k) => ({
        name: each.name, type: isLine(each) ? 'line' : 'scatter', color: ink.series[k % 8], symbol: marks[k % 8], symbolSize: all.length > 600 ? 4 : 8, symbolOffset: [aside(k), 0], showSymbol: true, showAllSymbol: true, lineStyle: { width: 1.8, type: series.length > 8 && k >= 8 ? dashes[1] : 'solid' }, z: 3,
        data: each.points.map(point => ({ value: [point.x, point.y], point })),
      })),
      ...(plot.errors && hasErrors() ? series.map((each, k) => errorBars(each, ink.series[k % 8], yLow, aside(k))) : []),
      ...lines,
      ...(plot.fits && !plot.y.list ? fittedLines(series, ink, xLow, xHigh) : []),
    ],
  };
}

/** A numeric axis between two ends, with labels where they are wanted. */
function scale(ink, name, isVertical, isLogarithmic, low, high, ticks) {
  const look = axisLook(ink, name, isVertical);
  return {
    type: isLogarithmic ? 'log' : 'value', min: low, max: high, ...look,
    axisTick: { ...look.axisTick, ...(ticks ? { customValues: ticks } : {}) },
    axisLabel: { ...look.axisLabel, formatter: tickText, showMinLabel: ticks ? null : false, showMaxLabel: ticks ? null : false, ...(ticks ? { customValues: ticks } : {}) },
  };
}

function pointLines(point) {
  if (!point) return [];
  return [point.seeds ? `${sweptAxes.filter(axis => axis !== seedAxis).map(axis => `${axis.name} = ${plain(axis.values[axis.place[point.cell]])}`).join(', ')}, mean of ${point.seeds} seeds` : placeOf(point.cell), plot.y.list ? `index ${point.x}` : plot.x.axis ? null : `${plot.x.name} ${figures(point.x)}`, `${plot.y.name} ${figures(point.y, point.error)}`,
    ...[...plot.lines].map(name => { const value = quantity(name)?.at(point.cell); return value === null || value === undefined ? null : `${name} ${figures(value)}`; })].filter(line => line !== null);
}

function errorBars(each, color, low, aside) {
  const points = each.points.filter(point => point.error > 0);
  return {
    name: each.name, type: 'custom', color, z: 2, silent: true, tooltip: { show: false }, data: points.map(point => [point.x, point.y, point.error]), encode: { x: 0, y: 1 },
    renderItem: (_, api) => {
      const x = api.value(0), y = api.value(1), error = api.value(2);
      const top = api.coord([x, y + error]), bottom = api.coord([x, Math.max(y - error, low)]);
      const line = (x1, y1, x2, y2) => ({ type: 'line', shape: { x1: x1 + aside, y1, x2: x2 + aside, y2 }, style: { stroke: color, lineWidth: 1.3 } });
      return { type: 'group', children: [line(top[0], top[1], bottom[0], bottom[1]), line(top[0] - 4, top[1], top[0] + 4, top[1]), ...(y - error >= low ? [line(bottom[0] - 4, bottom[1], bottom[0] + 4, bottom[1])] : [])] };
    },
  };
}

function fittedLines(series, ink, low, high) {
  return fitsHere().flatMap(fit => series.map((each, k) => ({ each, k })).filter(({ each }) => Object.entries(fit.axes).every(([name, value]) => {
    const axis = axes.find(other => other.name === name);
    return axis && JSON.stringify(axis.values[axis.place[each.cell]]) === JSON.stringify(value);
  })).map(({ each, k }) => {
    const from = Math.max(low, each.points[0]?.x ?? low), to = Math.min(high, each.points.at(-1)?.x ?? high);
    const at = x => fit.logarithmic ? Math.exp(fit.intercept + fit.slope * Math.log(x)) : fit.intercept + fit.slope * x;
    const places = Array.from({ length: 41 }, (_, n) => plot.logX && from > 0 ? from * (to / from) ** (n / 40) : from + (to - from) * n / 40).filter(x => !fit.logarithmic || x > 0);
    return { name: `fit ${each.name}`, type: 'line', symbol: 'none', silent: true, tooltip: { show: false }, color: ink.series[k % 8], lineStyle: { width: 1.6, type: [1.5, 4], cap: 'round', color: ink.series[k % 8] }, z: 1,
      data: places.map(x => [x, at(x)]).filter(([, y]) => !plot.logY || y > 0) };
  }));
}

/** The fitted lines as a table, those of what is plotted or all. */
function showFits() {
  const fits = run.fits ?? [];
  const host = byId('plot-fits');
  if (fits.length === 0) { host.replaceChildren(); return; }
  const held = [...new Set(fits.flatMap(fit => Object.keys(fit.axes)))].filter(name => sweptAxes.some(axis => axis.name === name));
  const cells = ['fit', ...held, 'slope', 'intercept', 'R²', 'points'];
  host.replaceChildren(element('h3', {}, 'Fitted lines'), element('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Fitted lines' },
    element('table', { id: 'fits' }, element('thead', {}, element('tr', {}, ...cells.map((name, n) => element('th', { scope: 'col', class: n <= held.length ? 'axis' : '' }, name)))),
      element('tbody', {}, ...fits.map(fit => element('tr', {},
        element('td', { class: 'axis' }, `${fit.fit}: ${fit.logarithmic ? `ln ${fit.of} against ln(${fit.against})` : `${fit.of} against ${fit.against}`}`),
        ...held.map(name => element('td', { class: 'axis' }, name in fit.axes ? plain(fit.axes[name]) : '')),
        ...(fit.slope === null ? ['–', '–', '–'] : [figures(fit.slope, fit.error), figures(fit.intercept), fit.rSquared.toFixed(5)]).map(text => element('td', {}, text)),
        element('td', {}, `${fit.points}${fit.leftOut > 0 ? ` (${fit.leftOut} left out)` : ''}`)))))));
}
