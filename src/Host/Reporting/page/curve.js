// The information curve h(w) with the schedule's staircase; the area between them is the error of revealing several tokens at once.

const curve = { cell: null, chart: null, fromZero: false };

function drawCurve() {
  const cells = Array.from({ length: run.cells }, (_, cell) => cell).filter(cell => listOf(`${labelOf('information')}.curve`, cell));
  const how = 'Add the metric "information" to the pipeline and run it again: "metrics": { "information": {}, … }.';
  if (cells.length === 0) {
    const left = run.lists.find(list => list.name === `${labelOf('information')}.curve`)?.leftOut ?? 0;
    byId('curve-figure').hidden = true;
    byId('curve').append(element('p', { class: 'quiet' }, left > 0
      ? `The curves are too long for this page; they are in the run folder: unmask query RUN "select * from curves".`
      : `No cell holds an information curve. ${how}`));
    return;
  }
  curve.cell = cells.find(cell => coded(run.sizes, cell)) ?? cells[0];
  curve.chart = new Chart(byId('curve-chart'), () => `${run.name}-curve-${curve.cell}`);
  byId('curve-controls').append(...cellChooser(cells, curve.cell, cell => { curve.cell = cell; showCurve(); }, 'curve-cell'), tick('from zero', false, on => { curve.fromZero = on; showCurve(); }, { id: 'curve-zero' }));
  showCurve();
}

/** A choice of one of some cells: a list while there are few, else a number. */
function cellChooser(cells, chosen, changed, id) {
  if (cells.length === 1) return [];
  if (cells.length <= 300) return [choice('Cell', cells.map(cell => [cell, placeOf(cell)]), String(chosen), value => changed(Number(value)), { id })];
  const said = element('span', { role: 'status' }, placeOf(chosen));
  const input = element('input', { type: 'number', id, min: cells[0], max: cells.at(-1), value: chosen, change: () => {
    const cell = Number(input.value);
    if (cells.includes(cell)) { said.textContent = placeOf(cell); changed(cell); } else { said.textContent = 'This cell holds none.'; }
  } });
  return [element('label', {}, 'Cell', input), said];
}

/** The areas of a staircase: what each step adds, `Σ_k [c(w) − h(w + k)]`. */
function staircase(h, c, sizes) {
  const steps = [];
  let revealed = 0;
  for (const size of sizes) {
    let added = 0;
    for (let k = 0; k < size; k++) added += c[revealed] - h[revealed + k];
    steps.push({ from: revealed, to: revealed + size, height: c[revealed], added });
    revealed += size;
  }
  return { steps, area: steps.reduce((sum, step) => sum + step.added, 0) };
}

function showCurve() {
  const { cell } = curve;
  const h = listOf(`${labelOf('information')}.curve`, cell), cross = listOf(`${labelOf('information')}.cross-entropy`, cell);
  const isOwn = cross?.value.length === h.value.length && cross.value.some((value, w) => Math.abs(value - h.value[w]) > 1e-12 * Math.max(1, h.value[0]));
  const c = isOwn ? cross.value : h.value;
  const sizes = coded(run.sizes, cell);
  const stairs = sizes ? staircase(h.value, c, sizes.sizes) : null;
  byId('curve-caption').replaceChildren(...curveCaption(cell, h, c, sizes, stairs).map(line => element('div', {}, line)));
  if (stairs) byId('curve-caption').dataset.area = stairs.area; else delete byId('curve-caption').dataset.area;
  curve.chart.show(ink => curveOption(h, c, stairs, ink));
}

function curveCaption(cell, h, c, sizes, stairs) {
  const kl = metrics.find(metric => metric.name === labelOf('kl'));
  const value = kl?.value[cell] ?? null, error = kl?.error?.[cell] ?? null;
  const lines = [`h(w), the mean entropy of a token given w others (line)${c !== h.value ? '; c(w), the same as the predictor puts it (thin line)' : ''}${h.error ? '; estimated' : ''}. Its sum over w is the entropy of the data, ${figures(h.value.reduce((sum, each) => sum + each, 0))} nats.`];
  if (!stairs) {
    return [...lines, `The sizes of the steps are not known here, so no staircase is drawn. They are found from kl.step, which the metric "kl" gives for schedules of sizes, or from a kept sequence.`];
  }
  const counts = sizes.sizes.length > 24 ? `${sizes.sizes.slice(0, 24).join(', ')}, …` : sizes.sizes.join(', ');
  lines.push(`The staircase stands at ${c === h.value ? 'h' : 'c'}(w) over the tokens that a step reveals at once: ${counts} (${!sizes.from.startsWith('sample ') ? `found from ${sizes.from}` : `as in ${sizes.from}`}). The shaded area between it and the curve is ${figures(stairs.area)} nats.`);
  if (value !== null) {
    const agrees = Math.abs(value - stairs.area) <= Math.max(1e-8 * Math.max(1, h.value[0]), 4 * (error ?? 0));
    lines.push(agrees
      ? `${kl.name} is ${figures(value, error)}: the area is the error.`
      : `${kl.name} is ${figures(value, error)}: ${!sizes.from.startsWith('sample ') ? 'not the area' : 'not the area, which is the error of these sizes at uniformly random positions; this schedule chooses positions, or its sizes vary'}.`);
  }
  return lines;
}

function curveOption(h, c, stairs, ink) {
  const length = h.value.length;
  const steps = (values, to = values.length) => [...values.map((value, w) => [w, value]), [to, values.at(-1)]];
  const line = (name, data, style, extra = {}) => ({ name, type: 'line', step: 'end', symbol: 'none', data, lineStyle: style, color: style.color, ...extra });
  const names = ['h(w)', ...(c !== h.value ? ['c(w)'] : []), ...(stairs ? ['staircase', 'error'] : [])];
  const top = Math.max(...h.value, ...c), least = Math.min(...h.value);
  const low = curve.fromZero || least < 0.3 * top ? Math.min(0, least) : least - (top - least) * 0.08;
  const outline = stairs ? [...stairs.steps.flatMap(step => [[step.from, step.height], [step.to, step.height]]), ...h.value.map((value, w) => [[w + 1, value], [w, value]]).reverse().flat()] : [];
  return {
    grid: { left: 64, right: 18, top: 36, bottom: 48 },
    legend: { top: 0, left: 0, data: names.map(name => ({ name, ...(name === 'error' ? {} : { icon: name === 'staircase' ? dashIcon(0) : 'path://M0,4h30v2h-30Z' }) })), itemWidth: 30, itemHeight: 10, textStyle: { color: ink.ink } },
    tooltip: { trigger: 'axis', axisPointer: { type: 'line', lineStyle: { color: ink.quiet } }, ...tooltip(ink, shownItems => curveLines(Math.min(length - 1, Math.floor(shownItems[0]?.axisValue ?? 0)), h, c, stairs)) },
    xAxis: { type: 'value', min: 0, max: length, ...axisLook(ink, 'tokens revealed, w', false), minInterval: 1 },
    yAxis: { type: 'value', min: low, max: top + (top - low) * 0.05, ...axisLook(ink, 'nats per token', true), axisLabel: { color: ink.ink, formatter: tickText, showMaxLabel: false, showMinLabel: low === 0 ? null : false } },
    series: [
      ...(stairs ? [{ name: 'error', type: 'custom', color: ink.area, z: 1, silent: true, data: [0], clip: true,
        renderItem: (_, api) => ({ type: 'polygon', shape: { points: outline.map(point => api.coord(point)) }, style: { fill: ink.area, stroke: 'none', decal: { symbol: 'line', dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: -Math.PI / 4, color: ink.quiet } } }) }] : []),
      line('h(w)', steps(h.value), { width: 2, color: ink.series[0] }, { z: 3 }),
      ...(c !== h.value ? [line('c(w)', steps(c), { width: 1, color: ink.series[2] }, { z: 2 })] : []),
      ...(stairs ? [line('staircase', [...stairs.steps.map(step => [step.from, step.height]), [length, stairs.steps.at(-1).height]], { width: 1.6, type: [7, 4], color: ink.series[1] }, { z: 4 })] : []),
    ],
  };
}

function curveLines(w, h, c, stairs) {
  const step = stairs?.steps.findIndex(each => w >= each.from && w < each.to) ?? -1;
  return [`w = ${w}`, `h ${figures(h.value[w], h.error?.[w] ?? null)}`, c === h.value ? null : `c ${figures(c[w])}`,
    step >= 0 ? `step ${step + 1}: ${counted(stairs.steps[step].to - stairs.steps[step].from, 'token')}, adds ${figures(stairs.steps[step].added)}` : null].filter(line => line !== null);
}
